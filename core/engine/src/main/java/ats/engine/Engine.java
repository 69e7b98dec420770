package ats.engine;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.MarketEvent.Bar;
import ats.domain.MarketEvent.FlowAlert;
import ats.domain.MarketEvent.Halt;
import ats.domain.MarketEvent.Quote;
import ats.domain.MarketEvent.Trade;
import ats.domain.Money;
import ats.domain.OrderUpdate;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;
import ats.engine.ledger.Ledger;
import ats.engine.store.TradingState;

/// The loop's body: one event in, commands and facts out, the same in backtest and live. It owns
/// the books of one account and drives one strategy. One thread calls it.
public final class Engine {

    private final EngineSettings settings;
    private final Strategy strategy;
    private final Instruments instruments;
    private final Desk desk;
    private final Valuation valuation = new Valuation();
    private final SortedSet<String> seenActions = new TreeSet<>();
    private final SortedSet<String> seenActivities = new TreeSet<>();
    private Ledger ledger = new Ledger();
    private Controls controls = new Controls();

    public Engine(EngineSettings settings, Strategy strategy) {
        this.settings = settings;
        this.strategy = strategy;
        this.instruments = new Instruments(settings.symbols());
        this.desk = new Desk(settings, strategy.name(), instruments);
    }

    /// Takes over the books as the database has them; before any event.
    public void load(TradingState state) {
        ledger = Ledger.of(state.balances(), state.positions());
        controls = new Controls(state.condition());
        state.targets().forEach((symbol, target) -> instruments.of(symbol).want(target));
        desk.load(state.orders(), state.executions());
        ledger.positions().forEach(this::hold);
        valuation.load(state, settings.calendar());
    }

    /// Tells the strategy what happened before trading starts: bars and corporate actions.
    public void warm(Event event) {
        switch (event) {
            case Event.Market market -> onMarket(market);
            case Event.Action action -> onAction(action);
            case Event.Account _,
                    Event.Update _,
                    Event.Mark _,
                    Event.Vector _,
                    Event.ModelChange _,
                    Event.Timer _,
                    Event.Operator _ ->
                    throw new IllegalArgumentException("history has no " + event);
        }
    }

    public void apply(Event event, Output out) {
        switch (event) {
            case Event.Market market -> onMarket(market);
            case Event.Action action -> onAction(action, out);
            case Event.Account(var activity) -> onActivity(activity, out);
            case Event.Update(var update) -> onUpdate(update, out);
            case Event.Mark mark -> onMark(mark, out);
            case Event.Operator operator -> onOperator(operator, out);
            case Event.Vector vector -> strategy.on(vector);
            case Event.ModelChange change -> onModelChange(change, out);
            case Event.Timer _ -> {}
        }
        if (!ledger.sum().zero()) {
            throw new IllegalStateException(
                    "the ledger sums to " + ledger.sum() + " after " + event);
        }
    }

    public TradingCondition condition() {
        return controls.condition();
    }

    public Money cash() {
        return ledger.cash();
    }

    public Money equity() {
        return ledger.cash().plus(instruments.totals().value());
    }

    public Money ledgerSum() {
        return ledger.sum();
    }

    public SortedMap<Symbol, Quantity> positions() {
        return ledger.positions();
    }

    /// Orders that may still move at the broker.
    public List<OrderView> openOrders() {
        return desk.open();
    }

    public void save(ByteWriter out) {
        instruments.save(out);
        Snapshots.save(out, ledger, controls.condition());
        desk.save(out);
        valuation.save(out);
        Snapshots.save(out, seenActions);
        Snapshots.save(out, seenActivities);
        strategy.state().save(out);
    }

    public void restore(ByteReader in) {
        instruments.restore(in);
        ledger = Snapshots.ledger(in);
        controls = new Controls(Snapshots.condition(in));
        desk.restore(in);
        ledger.positions().forEach(this::hold);
        valuation.restore(in);
        Snapshots.restore(in, seenActions);
        Snapshots.restore(in, seenActivities);
        strategy.state().restore(in);
    }

    private void hold(Symbol symbol, Quantity shares) {
        instruments.of(symbol).hold(shares);
    }

    private void onMarket(Event.Market told) {
        var event = told.event();
        var instrument = instruments.of(event.symbol());
        switch (event) {
            case Bar bar -> instrument.price(bar.close(), bar.to());
            case Trade trade -> instrument.price(trade.price(), trade.happenedAt());
            case Halt halt -> instrument.halt(halt.halted());
            case Quote _, FlowAlert _ -> {}
        }
        strategy.on(told);
    }

    /// Told twice (after a restart, say), it counts once.
    private Instrument onAction(Event.Action told) {
        var action = told.action();
        var instrument = instruments.of(action.symbol());
        if (seenActions.add(Snapshots.key(action))) {
            instrument.adjust(action);
            strategy.on(told);
        }
        return instrument;
    }

    private void onAction(Event.Action told, Output out) {
        var action = told.action();
        var before = instruments.of(action.symbol()).target();
        var instrument = onAction(told);
        if (!instrument.target().equals(before)) {
            out.fact(
                    new Fact.TargetChanged(
                            action.symbol(), instrument.target(), action.happenedAt()));
        }
    }

    private void onModelChange(Event.ModelChange change, Output out) {
        strategy.on(change);
        out.fact(
                new Fact.StrategyChosen(
                        strategy.inCharge(), change.modelHash(), change.learnedAt()));
    }

    private void onActivity(AccountActivity activity, Output out) {
        if (!seenActivities.add(activity.id())) {
            return;
        }
        var posting = ledger.book(activity);
        if (activity instanceof AccountActivity.Holding holding) {
            hold(holding.symbol(), ledger.position(holding.symbol()));
        }
        out.fact(new Fact.ActivityBooked(activity));
        out.fact(new Fact.Posted(posting));
    }

    private void onUpdate(OrderUpdate update, Output out) {
        var problem = desk.on(update, ledger, out);
        if (problem.isPresent()) {
            controls.hold("reconciliation", problem.get(), update.learnedAt(), out);
        }
        closeFlattening(update.learnedAt(), out);
    }

    private void onMark(Event.Mark mark, Output out) {
        var equity = equity();
        valuation.mark(mark.happenedAt(), settings.calendar(), equity);
        out.fact(valuation.fact(mark.happenedAt(), equity, ledger.cash()));
        var loss = valuation.lossBeyond(settings.limits());
        if (loss.isPresent()) {
            controls.reduce(loss.get(), mark.happenedAt(), out);
        }
        closeFlattening(mark.happenedAt(), out);
        if (controls.condition().state() == TradingCondition.State.HALTED) {
            return;
        }
        strategy.decide(new MarkDecision(mark.happenedAt(), equity, out));
        desk.pursue(mark, ledger, controls.condition().state(), out);
    }

    private void onOperator(Event.Operator operator, Output out) {
        long at = operator.learnedAt();
        switch (operator.steering()) {
            case Steering.Hold(var name, var reason) -> controls.hold(name, reason, at, out);
            case Steering.Release(var name) -> {
                controls.release(name, at, out);
                if (name.equals(Controls.OPERATOR)) {
                    instruments.forEach(instrument -> instrument.flatten(false));
                }
            }
            case Steering.Kill(var reason) -> {
                controls.kill(reason, at, out);
                instruments.forEach(instrument -> instrument.flatten(false));
                desk.cancelAll(at, out);
            }
            case Steering.Rearm _ -> controls.rearm(at, out);
            case Steering.StandDown _ -> desk.cancelOpening(at, out);
            case Steering.Flatten(var reason) -> {
                controls.hold(Controls.OPERATOR, "flatten: " + reason, at, out);
                instruments.forEach(instrument -> instrument.flatten(true));
                desk.cancelAll(at, out);
                closeFlattening(at, out);
            }
        }
    }

    /// A position that is to go is closed once nothing works on it any more: what works might fill,
    /// or reserves the shares.
    private void closeFlattening(long at, Output out) {
        if (instruments.totals().flattening() == 0 || !controls.condition().killed().isEmpty()) {
            return;
        }
        for (var instrument : instruments) {
            if (instrument.flattening() && instrument.working().isEmpty()) {
                desk.close(instrument, at, out);
            }
        }
    }

    /// The account as the strategy sees it at a mark; wishes become durable targets.
    private final class MarkDecision implements Decision {

        private final long at;
        private final Money equity;
        private final Output out;

        MarkDecision(long at, Money equity, Output out) {
            this.at = at;
            this.equity = equity;
            this.out = out;
        }

        @Override
        public long at() {
            return at;
        }

        @Override
        public Money equity() {
            return equity;
        }

        @Override
        public Optional<Standing> standing(Symbol symbol) {
            var instrument = instruments.of(symbol);
            return instrument.priced()
                    ? Optional.of(
                            new Standing(instrument.held(), instrument.target(), instrument.last()))
                    : Optional.empty();
        }

        @Override
        public void target(Symbol symbol, Quantity shares) {
            var instrument = instruments.of(symbol);
            if (instrument.targeted() && instrument.target().equals(shares)) {
                return;
            }
            instrument.want(new Target(shares, at));
            out.fact(new Fact.TargetChanged(symbol, shares, at));
            out.command(new Command.Signal(strategy.name(), symbol, shares, at));
        }
    }
}
