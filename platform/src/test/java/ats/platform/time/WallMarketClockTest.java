package ats.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

final class WallMarketClockTest {
    @Test
    void tellsTheTimeInEpochNanoseconds() {
        try (var clock = new WallMarketClock()) {
            long millis = clock.now() / 1_000_000;
            assertThat(Math.abs(System.currentTimeMillis() - millis)).isLessThan(5_000);
            assertThat(clock.now()).isGreaterThanOrEqualTo(millis * 1_000_000);
        }
    }

    @Test
    void runsTasksInTheOrderOfTheirTimesOnOneNamedThread() throws InterruptedException {
        try (var clock = new WallMarketClock()) {
            var ran = new LinkedBlockingQueue<String>();
            long now = clock.now();
            clock.at(now + 40_000_000, "late", () -> ran.add("late"));
            clock.at(now + 20_000_000, "soon", () -> ran.add(Thread.currentThread().getName()));
            assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("market-clock");
            assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("late");
            assertThat(clock.now()).isGreaterThanOrEqualTo(now + 40_000_000);
        }
    }

    @Test
    void runsWhatIsPastAtOnceAndSurvivesAFailingTask() throws InterruptedException {
        try (var clock = new WallMarketClock()) {
            var ran = new CountDownLatch(1);
            clock.at(
                    0,
                    "broken",
                    () -> {
                        throw new IllegalStateException("planned");
                    });
            clock.at(1, "past", ran::countDown);
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void doesNotRunWhatWasCancelled() throws InterruptedException {
        try (var clock = new WallMarketClock()) {
            var ran = new LinkedBlockingQueue<String>();
            long now = clock.now();
            clock.at(now + 20_000_000, "cancelled", () -> ran.add("cancelled")).cancel();
            clock.at(now + 30_000_000, "kept", () -> ran.add("kept"));
            assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("kept");
            assertThat(ran).isEmpty();
        }
    }
}
