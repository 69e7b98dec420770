package ats.simulator.market;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.Session;
import ats.platform.lockstep.Lockstep;
import ats.simulator.source.BarSource;

/// Walks the market from instant to instant and tells everybody in one fixed order: at each instant
/// the participants one by one with all that their frames cause, then the timers that are due. Time
/// between two instants belongs to timers. One thread: the caller of [#run].
public final class MarketDriver {
    /// How long before the open the splits and dividends of a session are known.
    public static final long BEFORE_OPEN_NANOS = Duration.ofMinutes(30).toNanos();

    private final Market market;
    private final Machinery machinery;
    private final Course course;
    private final Watcher watcher;
    private final Agenda agenda;
    private volatile boolean stopped;
    private volatile Progress reached;

    public MarketDriver(Market market, Machinery machinery, Course course, Watcher watcher) {
        this.market = market;
        this.machinery = machinery;
        this.course = course;
        this.watcher = watcher;
        agenda = new Agenda(market.calendar(), market.source(), course.endAt());
        reached = new Progress(course.startAt(), 0, 0, 0);
    }

    /// Runs all instants after the start to the end of the course or to [#stop]; what a participant
    /// or a timer throws ends the run and comes out here.
    public void run() {
        machinery.clock().moveTo(course.startAt());
        drain();
        while (reached.at() < course.endAt() && step()) {
            watcher.after(reached);
        }
        drain();
        watcher.ended(reached);
    }

    /// May be called from any thread; what is under way is finished first.
    public void stop() {
        stopped = true;
        machinery.clock().stop();
    }

    public Progress progress() {
        return reached;
    }

    private boolean step() {
        var step = agenda.after(reached.at());
        machinery.clock().announce(agenda.upcoming(reached.at()));
        if (!reach(step.at())) {
            return false;
        }
        watcher.before(step.at());
        perform(step);
        runTimers(step.at());
        reached =
                new Progress(
                        step.at(),
                        reached.sessions() + (step.closing().isPresent() ? 1 : 0),
                        reached.instants() + (step.bars() ? 1 : 0),
                        machinery.frames().sent());
        return true;
    }

    /// Lets time pass, with the timers on the way; false when stopped.
    private boolean reach(long at) {
        var clock = machinery.clock();
        while (clock.ready() && !stopped) {
            runTimers(Math.min(clock.now(), at - 1));
            if (clock.now() >= at) {
                return true;
            }
            pass(Math.min(at, clock.nextTimer().orElse(at)));
        }
        return false;
    }

    private void pass(long target) {
        var clock = machinery.clock();
        switch (course.pace()) {
            case Pace.Max _ -> clock.moveTo(target);
            case Pace.Times(var factor) -> {
                var stretch = agenda.stretch(clock.now());
                long until = Math.min(target, stretch.until());
                if (stretch.flows()) {
                    clock.flowTo(until, factor);
                } else {
                    clock.moveTo(until);
                }
            }
        }
    }

    private void perform(Agenda.Step step) {
        step.opening().ifPresent(session -> prepare(session, step.at()));
        var bars = step.bars() ? market.source().endingAt(step.at()) : List.<Bar>of();
        for (var participant : market.participants()) {
            if (!bars.isEmpty()) {
                participant.bars(step.at(), bars);
            }
            step.closing().ifPresent(session -> participant.sessionClosed(session, step.at()));
            drain();
        }
    }

    private void prepare(Session session, long at) {
        var actions = market.source().actions(session.date(), session.date());
        for (var participant : market.participants()) {
            participant.beforeOpen(session, actions, at);
            drain();
        }
    }

    private void runTimers(long upTo) {
        var clock = machinery.clock();
        for (var due = clock.take(upTo); due.isPresent(); due = clock.take(upTo)) {
            due.get().task().run();
            drain();
        }
    }

    /// One frame at a time, each handled by everybody before the next.
    private void drain() {
        machinery.lockstep().settle();
        while (machinery.frames().sendNext()) {
            machinery.lockstep().settle();
        }
    }

    /// What is traded, when, and who takes part; the venue comes first.
    public record Market(BarSource source, Calendar calendar, List<Participant> participants) {
        public Market {
            participants = List.copyOf(participants);
        }
    }

    /// What the driver moves.
    public record Machinery(VirtualClock clock, Lockstep lockstep, FrameQueue frames) {}
}
