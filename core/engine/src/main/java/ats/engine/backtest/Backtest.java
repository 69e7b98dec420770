package ats.engine.backtest;

import module java.base;

import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.OrderUpdate;
import ats.domain.Session;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.Command;
import ats.engine.Engine;
import ats.engine.Event;
import ats.engine.Fact;
import ats.engine.Output;
import ats.engine.RunTally;
import ats.engine.bars.Instants;
import ats.engine.exchange.SimulatedBroker;
import ats.engine.journal.Journal;

/// Runs an engine over a recorded market: the same events in the same order as over sockets. Before
/// each open, corporate actions; within an instant, the broker's fills and expiries, the bars by
/// symbol, the mark, and what the engine then commands.
public final class Backtest {

    /// How long before the open the day's corporate actions are booked.
    public static final long ACTIONS_BEFORE_OPEN = Duration.ofMinutes(30).toNanos();

    private final Plan plan;
    private final Engine engine;
    private final SimulatedBroker broker;
    private final Optional<Journal> journal;
    private final Insight insight;
    private final RunTally tally;
    private final Calendar calendar;
    private final Deque<OrderUpdate> updates = new ArrayDeque<>();
    private final Consumer<OrderUpdate> told = updates::addLast;
    private final List<Command> commands = new ArrayList<>();
    private final Instants instants;
    private long bars;
    private long begun = Long.MIN_VALUE;

    /// What to run: trading begins with the session of `liveFrom`, history with `from`; `to` is the
    /// last day. `symbols` and `timeframe` are what the strategy trades.
    public record Plan(
            RecordedMarket market,
            List<Symbol> symbols,
            Timeframe timeframe,
            Calendar calendar,
            long barGrace,
            LocalDate from,
            LocalDate liveFrom,
            LocalDate to) {

        public Plan {
            symbols = List.copyOf(symbols);
        }
    }

    /// Without a journal nothing is encoded or digested.
    public Backtest(Plan plan, Engine engine, SimulatedBroker broker, Optional<Journal> journal) {
        this(plan, engine, broker, journal, Insight.none());
    }

    public Backtest(
            Plan plan,
            Engine engine,
            SimulatedBroker broker,
            Optional<Journal> journal,
            Insight insight) {
        this.plan = plan;
        this.engine = engine;
        this.broker = broker;
        this.journal = journal;
        this.insight = insight;
        this.calendar = plan.calendar();
        this.tally = new RunTally(new Carry());
        this.instants = instants(new Live());
    }

    public RunTally tally() {
        return tally;
    }

    /// All bars read, history included.
    public long bars() {
        return bars;
    }

    public boolean positionsMatchBroker() {
        var ours = engine.positions();
        var theirs = broker.positions();
        return ours.size() == theirs.size()
                && theirs.stream()
                        .allMatch(held -> held.quantity().equals(ours.get(held.symbol())));
    }

    /// The first thing that the engine learns after its history: what is in the account.
    public void open(Event event) {
        apply(event);
    }

    public void run() {
        long at = begun;
        var session = calendar.after(plan.liveFrom().minusDays(1));
        while (!session.date().isAfter(plan.to())) {
            beforeOpen(session);
            at = trade(session, at);
            session = calendar.after(session.date());
        }
        countRest(at);
    }

    /// Tells the engine the history that its strategy starts from; before all else.
    public void warmUp() {
        long start = calendar.after(plan.liveFrom().minusDays(1)).open() - ACTIONS_BEFORE_OPEN;
        var before = plan.liveFrom().minusDays(1);
        var actions = plan.market().actions(plan.from(), before);
        var history = new History(insight, actions);
        var builder = instants(history);
        long at = Long.MIN_VALUE;
        var next = plan.market().nextEnd(at);
        while (next.isPresent() && next.getAsLong() <= start) {
            at = next.getAsLong();
            builder.reach(at);
            for (var bar : plan.market().endingAt(at)) {
                bars++;
                builder.on(bar);
            }
            next = plan.market().nextEnd(at);
        }
        builder.reach(start);
        history.end();
        Warmup.run(engine, history.bars(), actions);
        begun = at;
    }

    private void beforeOpen(Session session) {
        long at = session.open() - ACTIONS_BEFORE_OPEN;
        var actions = plan.market().actions(session.date(), session.date());
        if (actions.isEmpty()) {
            return;
        }
        var activities = broker.beforeOpen(session, actions, at, told);
        for (var action : actions) {
            hear(new Event.Action(learned(action, at)));
        }
        activities.forEach(activity -> apply(new Event.Account(activity)));
        settle(at);
    }

    private static CorporateAction learned(CorporateAction action, long at) {
        return switch (action) {
            case CorporateAction.Split split ->
                    new CorporateAction.Split(
                            split.symbol(),
                            split.exDate(),
                            split.happenedAt(),
                            at,
                            split.from(),
                            split.to());
            case CorporateAction.Dividend dividend ->
                    new CorporateAction.Dividend(
                            dividend.symbol(),
                            dividend.exDate(),
                            dividend.happenedAt(),
                            at,
                            dividend.perShare());
        };
    }

    /// Every instant up to the next session's open; bars outside the hours are counted, not traded.
    private long trade(Session session, long from) {
        long at = from;
        boolean closed = false;
        long end = calendar.after(session.date()).open();
        var next = plan.market().nextEnd(at);
        while (next.isPresent() && next.getAsLong() <= end) {
            if (!closed && next.getAsLong() > session.close()) {
                reach(session.close());
                close(session);
                closed = true;
            }
            at = next.getAsLong();
            reach(at);
            var ending = plan.market().endingAt(at);
            bars += ending.size();
            broker.onBars(ending, told);
            settle(at);
            if (at == session.close()) {
                close(session);
                closed = true;
            }
            for (var bar : ending) {
                instants.on(bar);
            }
            settle(at);
            next = plan.market().nextEnd(at);
        }
        if (!closed) {
            reach(session.close());
            close(session);
        }
        reach(end - ACTIONS_BEFORE_OPEN);
        return at;
    }

    private void close(Session session) {
        broker.closeSession(session, session.close(), told);
        settle(session.close());
        broker.forget(session.open());
    }

    /// Deadlines of instants that some bars were missing from, in order, up to this time.
    private void reach(long at) {
        var due = instants.dueAt();
        while (due.isPresent() && due.getAsLong() <= at) {
            instants.reach(due.getAsLong());
            settle(due.getAsLong());
            due = instants.dueAt();
        }
    }

    private void countRest(long after) {
        long end = calendar.after(plan.to()).open();
        var next = plan.market().nextEnd(after);
        while (next.isPresent() && next.getAsLong() < end) {
            bars += plan.market().endingAt(next.getAsLong()).size();
            next = plan.market().nextEnd(next.getAsLong());
        }
    }

    /// Carries out commands and tells the engine what came of them, until nothing is left.
    private void settle(long at) {
        while (!updates.isEmpty() || !commands.isEmpty()) {
            if (updates.isEmpty()) {
                carryOut(at);
            } else {
                apply(new Event.Update(updates.removeFirst()));
            }
        }
    }

    private void carryOut(long at) {
        var pending = List.copyOf(commands);
        commands.clear();
        for (var command : pending) {
            switch (command) {
                case Command.Submit(var order) -> {
                    var _ = broker.submit(order, at, told);
                }
                case Command.Cancel(var order) -> broker.cancel(order, at, told);
                case Command.Replace(var order, var quantity, var pricing) ->
                        broker.replace(order, quantity, pricing, at, told);
                case Command.SetTimer _, Command.Signal _ -> {}
            }
        }
    }

    /// Events that vectors are made from.
    private void hear(Event event) {
        change(event.learnedAt());
        insight.hear(event);
        apply(event);
    }

    /// The model that counts from before this time on.
    private void change(long at) {
        for (var change : insight.changesBefore(at)) {
            apply(change);
        }
    }

    private void apply(Event event) {
        if (journal.isPresent()) {
            journal.get().event(event);
        }
        engine.apply(event, tally);
    }

    private Instants instants(Instants.Sink sink) {
        return new Instants(plan.symbols(), plan.timeframe(), calendar, plan.barGrace(), sink);
    }

    /// Keeps the commands for when the event is over.
    private final class Carry implements Output {

        @Override
        public void command(Command command) {
            journal.ifPresent(kept -> kept.command(command));
            commands.add(command);
        }

        @Override
        public void fact(Fact fact) {}
    }

    /// Tells the engine each bar and mark as it comes.
    private final class Live implements Instants.Sink {

        @Override
        public void bar(Bar bar) {
            hear(new Event.Market(bar));
        }

        @Override
        public void late(Bar bar) {
            hear(new Event.Market(bar));
        }

        @Override
        public void mark(Event.Mark mark) {
            change(mark.learnedAt());
            for (var vector : insight.at(mark)) {
                apply(vector);
            }
            apply(mark);
        }
    }

    /// Keeps the last bars of each symbol; insight hears all of them, and the actions between.
    private static final class History implements Instants.Sink {

        private final SortedMap<Symbol, Deque<Bar>> last = new TreeMap<>();
        private final Insight insight;
        private final Deque<CorporateAction> actions;

        History(Insight insight, List<CorporateAction> actions) {
            this.insight = insight;
            this.actions = new ArrayDeque<>(actions);
        }

        void end() {
            hearBefore(Long.MAX_VALUE);
        }

        private void hearBefore(long at) {
            while (!actions.isEmpty() && actions.getFirst().happenedAt() < at) {
                insight.hear(new Event.Action(actions.removeFirst()));
            }
        }

        List<Bar> bars() {
            var all = new ArrayList<Bar>();
            last.values().forEach(all::addAll);
            return all;
        }

        @Override
        public void bar(Bar bar) {
            hearBefore(bar.to());
            insight.hear(new Event.Market(bar));
            var kept = last.computeIfAbsent(bar.symbol(), _ -> new ArrayDeque<>());
            kept.addLast(bar);
            if (kept.size() > Warmup.BARS) {
                kept.removeFirst();
            }
        }

        @Override
        public void late(Bar bar) {}

        @Override
        public void mark(Event.Mark mark) {}
    }
}
