package ats.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.NewYorkCalendar;
import ats.domain.Session;
import ats.domain.Timeframe;
import ats.platform.lockstep.CountedLockstep;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class MarketDriverTest {
    private static final Calendar CALENDAR = new NewYorkCalendar();
    private static final Session MONDAY = session(LocalDate.of(2024, 6, 3));
    private static final Session TUESDAY = session(LocalDate.of(2024, 6, 4));
    private static final long MINUTE = Timeframe.MINUTE.nanos();
    private static final long PREPARED = MONDAY.open() - MarketDriver.BEFORE_OPEN_NANOS;

    private final Tape tape = new Tape();
    private final VirtualClock clock = new VirtualClock(PREPARED - MINUTE);
    private final CountedLockstep lockstep = new CountedLockstep(Duration.ofSeconds(10));
    private final FrameQueue frames = FrameQueue.stepped();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    @Test
    void tellsADayInOrder() {
        tape.bar("A", MONDAY.open() + MINUTE);
        tape.bar("B", MONDAY.open() + MINUTE);
        tape.bar("A", MONDAY.close());

        var progress = run(MONDAY.close() + MINUTE, new Listed("venue"), new Listed("stream"));

        assertThat(log)
                .containsExactly(
                        "venue prepares 2024-06-03 at 09:00",
                        "stream prepares 2024-06-03 at 09:00",
                        "venue hears A B at 09:31",
                        "stream hears A B at 09:31",
                        "venue hears A at 16:00",
                        "venue closes 2024-06-03 at 16:00",
                        "stream hears A at 16:00",
                        "stream closes 2024-06-03 at 16:00");
        assertThat(progress).isEqualTo(new Progress(MONDAY.close() + MINUTE, 1, 2, 0));
        assertThat(clock.now()).isEqualTo(MONDAY.close() + MINUTE);
    }

    @Test
    void framesOfOneAreOutBeforeTheNextIsTold() {
        tape.bar("A", MONDAY.open() + MINUTE);

        var progress = run(MONDAY.open() + MINUTE, new Sending("venue"), new Sending("stream"));

        assertThat(log)
                .containsExactly(
                        "venue hears",
                        "venue sends first",
                        "venue sends second",
                        "venue sends answer",
                        "stream hears",
                        "stream sends first",
                        "stream sends second",
                        "stream sends answer");
        assertThat(progress.frames()).isEqualTo(6);
    }

    @Test
    void waitsForWhatAFrameCausedBeforeTheNext() {
        tape.bar("A", MONDAY.open() + MINUTE);
        var work = lockstep.work("handled");
        var slow =
                new Sending(
                        "venue",
                        frame -> {
                            work.begin();
                            Thread.ofVirtual()
                                    .start(
                                            () -> {
                                                LockSupport.parkNanos(1_000_000);
                                                log.add("handled " + frame);
                                                work.end();
                                            });
                        });

        var _ = run(MONDAY.open() + MINUTE, slow);

        assertThat(log)
                .containsExactly(
                        "venue hears", "handled first", "handled second", "handled answer");
    }

    @Test
    void timersBetweenInstantsRunBeforeAndThoseOfAnInstantAfterIt() {
        long instant = MONDAY.open() + MINUTE;
        tape.bar("A", instant);
        timer(instant, "at the instant");
        timer(instant - 1, "just before");
        timer(instant + 1, "just after");
        timer(instant, "at the instant, too");

        var _ = run(instant + MINUTE, new Listed("venue"));

        assertThat(log)
                .containsExactly(
                        "venue prepares 2024-06-03 at 09:00",
                        "just before",
                        "venue hears A at 09:31",
                        "at the instant",
                        "at the instant, too",
                        "just after");
    }

    @Test
    void aTimerSetByATimerRunsInItsTime() {
        tape.bar("A", MONDAY.open() + MINUTE);
        var _ =
                clock.at(
                        MONDAY.open(),
                        "outer",
                        () -> {
                            log.add("outer");
                            timer(MONDAY.open() + 1, "inner");
                        });

        var _ = run(MONDAY.open() + MINUTE, new Listed("venue"));

        assertThat(log)
                .containsExactly(
                        "venue prepares 2024-06-03 at 09:00",
                        "outer",
                        "inner",
                        "venue hears A at 09:31");
    }

    @Test
    void nobodyHearsOfWhatIsStillToCome() {
        for (long end = MONDAY.open() + MINUTE; end <= MONDAY.close(); end += MINUTE) {
            tape.bar("A", end);
        }
        tape.action(MONDAY);
        tape.action(TUESDAY);
        var curious = new Curious(clock);

        var progress = run(TUESDAY.open(), curious);

        assertThat(progress.instants()).isEqualTo(390);
        assertThat(tape.asked()).allMatch(at -> at <= TUESDAY.open());
    }

    @Test
    void goesOnBehindTheInstantWhereItStood() {
        tape.bar("A", MONDAY.open() + MINUTE);
        tape.bar("A", MONDAY.open() + 2 * MINUTE);
        clock.moveTo(MONDAY.open() + MINUTE);

        driver(MONDAY.open() + MINUTE, MONDAY.close() - 1, Watcher.none(), new Listed("v")).run();

        assertThat(log).containsExactly("v hears A at 09:32");
    }

    @Test
    void watchersAreToldBeforeAndAfterEachInstantAndAtTheEnd() {
        tape.bar("A", MONDAY.open() + MINUTE);
        var one = new Watching("one");
        var two = new Watching("two");

        driver(PREPARED, MONDAY.open() + MINUTE, Watcher.all(one, two), new Listed("venue")).run();

        assertThat(log)
                .containsExactly(
                        "one before 09:31",
                        "two before 09:31",
                        "venue hears A at 09:31",
                        "one after 09:31",
                        "two after 09:31",
                        "one ended 09:31",
                        "two ended 09:31");
    }

    @Test
    void aStopEndsTheRunBeforeTheNextInstant() {
        tape.bar("A", MONDAY.open() + MINUTE);
        tape.bar("A", MONDAY.open() + 2 * MINUTE);
        var drivers = new ArrayList<MarketDriver>();
        var driver =
                driver(
                        PREPARED,
                        MONDAY.close(),
                        new Watching("w"),
                        new Listed("venue", () -> drivers.forEach(MarketDriver::stop)));
        drivers.add(driver);

        driver.run();

        assertThat(log)
                .containsExactly(
                        "w before 09:31",
                        "venue hears A at 09:31",
                        "w after 09:31",
                        "w ended 09:31");
        assertThat(driver.progress().at()).isEqualTo(MONDAY.open() + MINUTE);
    }

    @Test
    void whatAParticipantThrowsComesOutAndNobodyHearsOfAnEnd() {
        tape.bar("A", MONDAY.open() + MINUTE);
        var driver =
                driver(
                        PREPARED,
                        MONDAY.close(),
                        new Watching("w"),
                        new Listed(
                                "venue",
                                () -> {
                                    throw new IllegalStateException("broken");
                                }));

        assertThatThrownBy(driver::run).hasMessage("broken");
        assertThat(log).containsExactly("w before 09:31", "venue hears A at 09:31");
    }

    @Test
    void aPacedMarketTellsTheSameAsAFastOne() {
        tape.bar("A", MONDAY.open() + MINUTE);
        tape.bar("A", MONDAY.close());
        timer(MONDAY.open() + MINUTE + 5, "timer");
        var _ = run(TUESDAY.open(), new Listed("venue"));
        var fast = List.copyOf(log);
        log.clear();

        var process = new AtomicLong();
        var paced = new VirtualClock(PREPARED - MINUTE, () -> process.addAndGet(1_000_000_000L));
        var _ = paced.at(MONDAY.open() + MINUTE + 5, "timer", () -> log.add("timer"));
        new MarketDriver(
                        new MarketDriver.Market(tape, CALENDAR, List.of(new Listed("venue"))),
                        new MarketDriver.Machinery(paced, lockstep, frames),
                        new Course(PREPARED - MINUTE, TUESDAY.open(), Pace.times(100_000)),
                        Watcher.none())
                .run();

        assertThat(log).isEqualTo(fast);
        assertThat(paced.now()).isEqualTo(TUESDAY.open());
    }

    private Progress run(long endAt, Participant... participants) {
        var driver = driver(PREPARED - MINUTE, endAt, Watcher.none(), participants);
        driver.run();
        return driver.progress();
    }

    private MarketDriver driver(
            long startAt, long endAt, Watcher watcher, Participant... participants) {
        return new MarketDriver(
                new MarketDriver.Market(tape, CALENDAR, List.of(participants)),
                new MarketDriver.Machinery(clock, lockstep, frames),
                new Course(startAt, endAt, Pace.max()),
                watcher);
    }

    private void timer(long at, String name) {
        var _ = clock.at(at, name, () -> log.add(name));
    }

    private static Session session(LocalDate date) {
        return CALENDAR.session(date).orElseThrow();
    }

    private static String time(long at) {
        return Instant.ofEpochSecond(0, at).atZone(Calendar.NEW_YORK).toLocalTime().toString();
    }

    /// Writes down what it is told.
    private final class Listed implements Participant {
        private final String name;
        private final Runnable onBars;

        Listed(String name) {
            this(name, () -> {});
        }

        Listed(String name, Runnable onBars) {
            this.name = name;
            this.onBars = onBars;
        }

        @Override
        public void beforeOpen(Session session, List<CorporateAction> actions, long at) {
            log.add(name + " prepares " + session.date() + " at " + time(at));
        }

        @Override
        public void bars(long at, List<Bar> endingNow) {
            var symbols =
                    endingNow.stream()
                            .map(bar -> bar.symbol().text())
                            .collect(Collectors.joining(" "));
            log.add(name + " hears " + symbols + " at " + time(at));
            onBars.run();
        }

        @Override
        public void sessionClosed(Session session, long at) {
            log.add(name + " closes " + session.date() + " at " + time(at));
        }
    }

    /// Posts two frames; the first causes one more.
    private final class Sending implements Participant {
        private final String name;
        private final Consumer<String> sent;

        Sending(String name) {
            this(name, frame -> log.add(name + " sends " + frame));
        }

        Sending(String name, Consumer<String> sent) {
            this.name = name;
            this.sent = sent;
        }

        @Override
        public void beforeOpen(Session session, List<CorporateAction> actions, long at) {}

        @Override
        public void bars(long at, List<Bar> endingNow) {
            log.add(name + " hears");
            frames.post(
                    "first",
                    () -> {
                        sent.accept("first");
                        frames.post("answer", () -> sent.accept("answer"));
                    });
            frames.post("second", () -> sent.accept("second"));
        }

        @Override
        public void sessionClosed(Session session, long at) {}
    }

    private final class Watching implements Watcher {
        private final String name;

        Watching(String name) {
            this.name = name;
        }

        @Override
        public void before(long at) {
            log.add(name + " before " + time(at));
        }

        @Override
        public void after(Progress progress) {
            log.add(name + " after " + time(progress.at()));
        }

        @Override
        public void ended(Progress progress) {
            log.add(name + " ended " + time(progress.at()));
        }
    }

    /// Holds what it is told against the clock.
    private record Curious(VirtualClock clock) implements Participant {
        @Override
        public void beforeOpen(Session session, List<CorporateAction> actions, long at) {
            assertThat(at).isEqualTo(clock.now());
            assertThat(actions)
                    .hasSize(1)
                    .allMatch(action -> action.learnedAt() <= at)
                    .allMatch(action -> action.exDate().equals(session.date()));
        }

        @Override
        public void bars(long at, List<Bar> endingNow) {
            assertThat(at).isEqualTo(clock.now());
            assertThat(endingNow).allMatch(bar -> bar.to() == at);
        }

        @Override
        public void sessionClosed(Session session, long at) {
            assertThat(at).isEqualTo(session.close());
        }
    }
}
