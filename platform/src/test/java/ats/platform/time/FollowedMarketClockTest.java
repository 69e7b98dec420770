package ats.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

final class FollowedMarketClockTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong process = new AtomicLong(77);

    @Test
    void goesOnByProcessTimeAtTheSpeedItWasTold() {
        try (var clock = following(new ClockReading(100 * SECOND, 60, 200 * SECOND))) {
            assertThat(clock.now()).isEqualTo(100 * SECOND);
            process.addAndGet(SECOND);
            assertThat(clock.now()).isEqualTo(160 * SECOND);
        }
    }

    @Test
    void standsStillWhereAReadingEndsUntilTheNext() {
        try (var clock = following(new ClockReading(100 * SECOND, 60, 130 * SECOND))) {
            process.addAndGet(10 * SECOND);
            assertThat(clock.now()).isEqualTo(130 * SECOND);
            clock.follow(new ClockReading(130 * SECOND, 60, 900 * SECOND));
            process.addAndGet(SECOND);
            assertThat(clock.now()).isEqualTo(190 * SECOND);
        }
    }

    @Test
    void jumpsWithItAndNeverRunsBackwards() {
        try (var clock = following(new ClockReading(100 * SECOND, 0, 100 * SECOND))) {
            clock.follow(new ClockReading(5_000 * SECOND, 0, 5_000 * SECOND));
            assertThat(clock.now()).isEqualTo(5_000 * SECOND);
            clock.follow(new ClockReading(4_000 * SECOND, 1, 9_000 * SECOND));
            assertThat(clock.now()).isEqualTo(5_000 * SECOND);
            process.addAndGet(1_500 * SECOND);
            assertThat(clock.now()).isEqualTo(5_500 * SECOND);
        }
    }

    @Test
    void runsTasksInTheOrderOfTheirTimesAlsoThoseThatAJumpLeavesBehind()
            throws InterruptedException {
        try (var clock = following(new ClockReading(0, 0, 0))) {
            var ran = new LinkedBlockingQueue<String>();
            clock.at(
                    2 * SECOND,
                    "broken",
                    () -> {
                        throw new IllegalStateException("planned");
                    });
            clock.at(3 * SECOND, "late", () -> ran.add("late"));
            clock.at(SECOND, "soon", () -> ran.add("soon"));
            clock.at(4 * SECOND, "cancelled", () -> ran.add("cancelled")).cancel();
            clock.at(5 * SECOND, "last", () -> ran.add(Thread.currentThread().getName()));
            assertThat(ran).isEmpty();
            clock.follow(new ClockReading(9 * SECOND, 0, 9 * SECOND));
            assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("soon");
            assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("late");
            assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("market-clock");
        }
    }

    @Test
    void runsATaskWhenFlowingTimeReachesIt() throws InterruptedException {
        var first = new ClockReading(0, 1_000, 3_600 * SECOND);
        try (var clock = new FollowedMarketClock(first, ProcessClock.system())) {
            var at = new CompletableFuture<Long>();
            clock.at(20 * SECOND, "flow", () -> at.complete(clock.now()));
            assertThat(at.orTimeout(10, TimeUnit.SECONDS).join())
                    .isBetween(20 * SECOND, 3_600 * SECOND);
        }
    }

    private FollowedMarketClock following(ClockReading first) {
        return new FollowedMarketClock(first, process::get);
    }
}
