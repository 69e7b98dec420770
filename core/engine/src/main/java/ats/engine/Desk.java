package ats.engine;

import module java.base;

import ats.domain.Fill;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderState;
import ats.domain.OrderUpdate;
import ats.domain.OrderUpdate.Accepted;
import ats.domain.OrderUpdate.CancelRejected;
import ats.domain.OrderUpdate.Canceled;
import ats.domain.OrderUpdate.Expired;
import ats.domain.OrderUpdate.Filled;
import ats.domain.OrderUpdate.PendingCancel;
import ats.domain.OrderUpdate.PendingReplace;
import ats.domain.OrderUpdate.Rejected;
import ats.domain.OrderUpdate.ReplaceRejected;
import ats.domain.OrderUpdate.Replaced;
import ats.domain.OrderUpdate.Triggered;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.TimeInForce;
import ats.engine.TradingCondition.State;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;
import ats.engine.ledger.Ledger;
import ats.engine.risk.RiskChecks;
import ats.engine.risk.Verdict;
import ats.engine.risk.Verdict.Denied;

import org.jspecify.annotations.Nullable;

/// Makes orders, judges them, and follows them to their end.
final class Desk {

    private static final String FLATTEN = "flatten";
    private static final int FIRST_ATTEMPT = 1;
    private static final long REMEMBERED = Duration.ofDays(7).toNanos();

    private final EngineSettings settings;
    private final String strategy;
    private final Instruments instruments;
    private final RiskChecks risk;
    private final OrderRate rate = new OrderRate();
    private final SequencedMap<OrderId, LiveOrder> orders = new LinkedHashMap<>();
    private final SortedSet<String> formerExecutions = new TreeSet<>();
    private long forgetAfter;

    Desk(EngineSettings settings, String strategy, Instruments instruments) {
        this.settings = settings;
        this.strategy = strategy;
        this.instruments = instruments;
        this.risk = new RiskChecks(settings.limits());
    }

    void load(List<OrderView> views, SortedSet<String> executions) {
        formerExecutions.addAll(executions);
        views.forEach(view -> keep(LiveOrder.from(view)));
    }

    List<OrderView> open() {
        return working().stream().map(LiveOrder::view).toList();
    }

    /// Orders what lies between what is wanted and what is held or on its way there. What works the
    /// other way is canceled first, and counts as if it were gone: were it counted, its not being
    /// filled would turn the position.
    void pursue(Event.Mark mark, Ledger ledger, State state, Output out) {
        for (var instrument : instruments) {
            if (instrument.targeted() && !instrument.settled()) {
                pursue(instrument, mark, ledger, state, out);
            }
        }
        forget(mark.happenedAt());
    }

    private void pursue(
            Instrument instrument, Event.Mark mark, Ledger ledger, State state, Output out) {
        var held = instrument.held();
        var gap = instrument.target().minus(held);
        var helping = Quantity.ZERO;
        for (var live : List.copyOf(instrument.working())) {
            boolean helps = !gap.zero() && live.working().positive() == gap.positive();
            if (helps) {
                helping = helping.plus(live.working());
            } else {
                cancel(live, mark.happenedAt(), out);
            }
        }
        var wanted = withoutTurning(held, gap.minus(helping));
        if (wanted.zero() || wanted.positive() != gap.positive()) {
            return;
        }
        var id =
                OrderId.of(
                        settings.account(),
                        strategy,
                        mark.happenedAt(),
                        instrument.symbol(),
                        FIRST_ATTEMPT);
        submit(market(id, instrument, wanted, mark.happenedAt()), ledger, state, out);
    }

    /// Closes what is held of the instrument, whatever the holds: it only shrinks risk.
    void close(Instrument instrument, long at, Output out) {
        if (instrument.held().zero()) {
            instrument.flatten(false);
            return;
        }
        var id = OrderId.of(settings.account(), FLATTEN, at, instrument.symbol(), FIRST_ATTEMPT);
        if (!orders.containsKey(id)) {
            send(market(id, instrument, instrument.held().negated(), at), out);
        }
    }

    void cancelAll(long at, Output out) {
        working().forEach(order -> cancel(order, at, out));
    }

    /// Cancels what would make a position larger, and keeps what makes one smaller.
    void cancelOpening(long at, Output out) {
        working().stream().filter(this::opens).forEach(order -> cancel(order, at, out));
    }

    /// Follows the broker's word. A non-empty answer is a problem that must stop trading.
    Optional<String> on(OrderUpdate update, Ledger ledger, Output out) {
        var live = orders.get(update.order());
        if (update instanceof Filled(var fill)) {
            return onFill(fill, live, ledger, out);
        }
        if (live == null) {
            return Optional.empty();
        }
        if (apply(update, live)) {
            changed(live, out);
            return Optional.empty();
        }
        return repeats(update, live)
                ? Optional.empty()
                : Optional.of(live.order().id() + " is " + live.state() + ", yet came " + update);
    }

    void save(ByteWriter out) {
        out.putInt(orders.size());
        orders.values().forEach(order -> order.save(out));
        Snapshots.save(out, formerExecutions);
        rate.save(out);
    }

    void restore(ByteReader in) {
        orders.clear();
        forgetAfter = 0;
        int count = in.takeInt();
        for (int index = 0; index < count; index++) {
            keep(LiveOrder.restore(in));
        }
        Snapshots.restore(in, formerExecutions);
        rate.restore(in);
    }

    private static boolean apply(OrderUpdate update, LiveOrder live) {
        long at = update.learnedAt();
        return switch (update) {
            case Accepted accepted -> live.accept(accepted);
            case Rejected rejected -> {
                live.mark(rejected.reason());
                yield live.become(OrderState.REJECTED, at);
            }
            case Replaced replaced -> {
                live.replace(replaced);
                yield live.back("", at) || !live.state().terminal();
            }
            case CancelRejected rejected -> live.back(rejected.reason(), at);
            case ReplaceRejected rejected -> live.back(rejected.reason(), at);
            case Triggered _ -> live.become(OrderState.TRIGGERED, at);
            case PendingCancel _ -> live.become(OrderState.PENDING_CANCEL, at);
            case PendingReplace _ -> live.become(OrderState.PENDING_UPDATE, at);
            case Canceled _ -> live.become(OrderState.CANCELED, at);
            case Expired _ -> live.become(OrderState.EXPIRED, at);
            case Filled _ -> throw new IllegalArgumentException("a fill is booked elsewhere");
        };
    }

    /// The broker says some things twice, or late: by answer and by stream, or after the fill.
    private static boolean repeats(OrderUpdate update, LiveOrder live) {
        return switch (update) {
            case Accepted _, PendingCancel _, PendingReplace _, Triggered _ -> true;
            case CancelRejected _, ReplaceRejected _ -> true;
            case Canceled _, Expired _ -> live.state().terminal();
            case Rejected _ -> live.state() == OrderState.REJECTED;
            case Replaced _, Filled _ -> false;
        };
    }

    private Optional<String> onFill(
            Fill fill, @Nullable LiveOrder ours, Ledger ledger, Output out) {
        boolean known = ours != null;
        var live = ours == null ? stranger(fill) : ours;
        if (live.booked(fill.execution()) || formerExecutions.contains(fill.execution())) {
            return Optional.empty();
        }
        if (!known) {
            orders.put(fill.order(), live);
        }
        boolean legal = live.fill(fill) && known;
        var posting = ledger.book(fill);
        instruments.of(fill.symbol()).hold(ledger.position(fill.symbol()));
        if (!legal) {
            live.mark(known ? "a fill without a legal move" : "not an order of ours");
        }
        changed(live, out);
        out.fact(new Fact.Filled(fill));
        out.fact(new Fact.Posted(posting));
        return legal
                ? Optional.empty()
                : Optional.of(
                        "the fill "
                                + fill.execution()
                                + " of "
                                + fill.order()
                                + " was not "
                                + "expected");
    }

    private static LiveOrder stranger(Fill fill) {
        var order =
                new Order(
                        fill.order(),
                        fill.symbol(),
                        fill.side(),
                        fill.quantity(),
                        new Pricing.Market(),
                        TimeInForce.DAY,
                        fill.happenedAt());
        return new LiveOrder(order, OrderState.SUBMITTED);
    }

    private void submit(Order order, Ledger ledger, State state, Output out) {
        if (orders.containsKey(order.id())) {
            return;
        }
        var instrument = instruments.of(order.symbol());
        int rateNow = rate.inLastMinute(order.decidedAt());
        var exposure = instruments.totals().beside(instrument, ledger.cash(), rateNow);
        var verdict = risk.judge(order, state, instrument.reference(), exposure);
        switch (verdict) {
            case Verdict.Allowed _ -> {
                instrument.allow();
                send(order, out);
            }
            case Denied(var denial, var detail) -> {
                if (!instrument.deny(denial)) {
                    return;
                }
                var live = new LiveOrder(order, OrderState.INITIALIZED);
                live.become(OrderState.DENIED, order.decidedAt());
                live.mark(denial + ": " + detail);
                orders.put(order.id(), live);
                changed(live, out);
            }
        }
    }

    private void send(Order order, Output out) {
        var live = new LiveOrder(order, OrderState.INITIALIZED);
        live.become(OrderState.SUBMITTED, order.decidedAt());
        rate.count(order.decidedAt());
        orders.put(order.id(), live);
        changed(live, out);
        out.command(new Command.Submit(order));
    }

    private void cancel(LiveOrder live, long at, Output out) {
        if (live.become(OrderState.PENDING_CANCEL, at)) {
            changed(live, out);
        }
        out.command(new Command.Cancel(live.order().id()));
    }

    private List<LiveOrder> working() {
        var all = new ArrayList<LiveOrder>();
        instruments.forEach(instrument -> all.addAll(instrument.working()));
        return all;
    }

    private boolean opens(LiveOrder live) {
        var held = instruments.of(live.order().symbol()).held();
        boolean against = held.positive() != live.order().change().positive();
        return held.zero() || !against;
    }

    /// A broker that sees an order cross zero refuses it, so the position is closed first and the
    /// other side opened by the next decision.
    private static Quantity withoutTurning(Quantity held, Quantity change) {
        var after = held.plus(change);
        boolean turns = !held.zero() && !after.zero() && after.positive() != held.positive();
        return turns ? held.negated() : change;
    }

    private static Order market(OrderId id, Instrument instrument, Quantity change, long at) {
        return new Order(
                id,
                instrument.symbol(),
                change.positive() ? Side.BUY : Side.SELL,
                change.absolute(),
                new Pricing.Market(),
                TimeInForce.DAY,
                at);
    }

    private void changed(LiveOrder live, Output out) {
        instruments.of(live.order().symbol()).track(live);
        out.fact(new Fact.OrderChanged(live.view()));
    }

    private void keep(LiveOrder live) {
        orders.put(live.order().id(), live);
        instruments.of(live.order().symbol()).track(live);
    }

    /// Ended orders are kept for a week, for what may still come late.
    private void forget(long now) {
        if (now <= forgetAfter) {
            return;
        }
        var oldest = orders.values().iterator();
        while (oldest.hasNext()) {
            var order = oldest.next();
            forgetAfter = order.order().decidedAt() + REMEMBERED;
            if (now <= forgetAfter || !order.state().terminal()) {
                return;
            }
            oldest.remove();
        }
    }
}
