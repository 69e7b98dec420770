package ats.services.tradingstrategy;

import module java.base;

import ats.domain.Calendar;
import ats.domain.OrderUpdate;
import ats.engine.Command;
import ats.engine.Engine;
import ats.engine.Event;
import ats.engine.Fact;
import ats.engine.Output;
import ats.engine.RunTally;
import ats.engine.backtest.Backtest;
import ats.engine.codec.ByteWriter;
import ats.engine.journal.Journal;
import ats.engine.store.Lease;
import ats.engine.store.TradingStore;
import ats.platform.Fault;
import ats.strategy.Setup;

/// The engine with its proof and its truth: each event is written to the journal before it is
/// applied, and what it changed is durable in the database, under the lease, before any command is
/// carried out. One thread owns it; its [Figures] may be read by any.
final class Books {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Setup setup;
    private final Calendar calendar;
    private final TradingStore store;
    private final LeaseKeeper keeper;
    private final JournalFiles files;
    private final Journal journal;
    private final RunTally tally = new RunTally(new Collected());
    private final List<Fact> facts = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final Consumer<String> trouble;
    private Engine engine;
    private Lease lease = new Lease("", "", 0);
    private long nextSegmentAt = Long.MAX_VALUE;
    private volatile boolean closed;
    private volatile Figures figures;

    /// `trouble` hears why nothing goes on, and "" when it does.
    Books(
            Setup setup,
            TradingStore store,
            LeaseKeeper keeper,
            JournalFiles files,
            Consumer<String> trouble) {
        this.setup = setup;
        this.calendar = setup.hours();
        this.store = store;
        this.keeper = keeper;
        this.files = files;
        this.trouble = trouble;
        journal = new Journal(files::append);
        engine = setup.engine();
        figures = figures();
    }

    /// What flushing came to: the commands to carry out, and whether the database was away
    /// meanwhile, so that they are no longer what one would decide.
    record Flushed(List<Command> commands, boolean outage, boolean changed) {
        static final Flushed NOTHING = new Flushed(List.of(), false, false);
    }

    /// Someone else has ruled since: what is in memory is no longer the truth.
    static final class Dethroned extends Exception {
        @Serial private static final long serialVersionUID = 1L;

        Dethroned(String reason) {
            super(reason);
        }
    }

    /// Trades on with this engine, which is loaded and warm, from here; the journal gets a segment.
    void begin(Engine ready, Lease held, long now) {
        facts.clear();
        commands.clear();
        engine = ready;
        lease = held;
        segment(now);
        figures = figures();
    }

    Engine engine() {
        return engine;
    }

    Lease lease() {
        return lease;
    }

    RunTally tally() {
        return tally;
    }

    String journalDigest() {
        return journal.digest();
    }

    Figures published() {
        return figures;
    }

    void apply(Event event) {
        if (event.learnedAt() >= nextSegmentAt) {
            segment(event.learnedAt());
        }
        journal.event(event);
        engine.apply(event, tally);
    }

    void apply(OrderUpdate update) {
        apply(new Event.Update(update));
    }

    /// Makes everything since the last call durable.
    Flushed flush() throws Dethroned {
        files.sync();
        if (facts.isEmpty() && commands.isEmpty()) {
            return Flushed.NOTHING;
        }
        boolean outage = commit();
        var due = List.copyOf(commands);
        boolean changed = !facts.isEmpty();
        facts.clear();
        commands.clear();
        figures = figures();
        return new Flushed(due, outage, changed);
    }

    /// Ends a wait for the database or the disk.
    void giveUp() {
        closed = true;
        files.giveUp();
    }

    private void segment(long at) {
        // a day's segment begins with the preparation of its session
        var session = calendar.sessionOf(at + Backtest.ACTIONS_BEFORE_OPEN);
        nextSegmentAt = calendar.after(session.date()).open() - Backtest.ACTIONS_BEFORE_OPEN;
        files.roll(session.date());
        var header = new ByteWriter();
        setup.save(header);
        journal.open(header.copy(), engine);
    }

    /// Whether the database was away.
    private boolean commit() throws Dethroned {
        boolean outage = false;
        while (true) {
            try {
                if (facts.isEmpty() || store.commit(lease, facts)) {
                    if (outage) {
                        trouble.accept("");
                    }
                    return outage;
                }
                lease = retaken();
            } catch (Fault away) {
                if (away.kind() != Fault.Kind.RETRYABLE || closed) {
                    throw away;
                }
                trouble.accept("the database is away: " + away.reason());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            outage = true;
        }
    }

    /// The lease ran out. Taken again with the very next epoch, nobody else has traded in between.
    private Lease retaken() throws Dethroned {
        keeper.drop();
        while (!closed) {
            var next = keeper.take();
            if (next.isPresent()) {
                if (next.get().epoch() == lease.epoch() + 1) {
                    return next.get();
                }
                throw new Dethroned("epoch " + next.get().epoch() + " after " + lease.epoch());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new Dethroned("stopped without the lease");
    }

    private Figures figures() {
        return new Figures(
                engine.condition(),
                engine.equity(),
                engine.ledgerSum(),
                new TreeMap<>(engine.positions()),
                engine.openOrders());
    }

    /// Keeps what the engine produced until it is durable.
    private final class Collected implements Output {

        @Override
        public void command(Command command) {
            journal.command(command);
            commands.add(command);
        }

        @Override
        public void fact(Fact fact) {
            facts.add(fact);
        }
    }
}
