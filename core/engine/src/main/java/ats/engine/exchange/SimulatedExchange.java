package ats.engine.exchange;

import module java.base;

import ats.domain.BySymbol;
import ats.domain.Calendar;
import ats.domain.Fill;
import ats.domain.MarketEvent.Bar;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderUpdate;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.Symbol;
import ats.domain.TimeInForce;

/// Fills orders on bars, in the order of their arrival. An order fills on a bar that begins at or
/// after it was received, never earlier; one received within `barGrace` of a bar's begin counts as
/// received then. A fill happened at the bar's open and is known at its end.
public final class SimulatedExchange {

    private static final Quantity UNLIMITED = new Quantity(Long.MAX_VALUE);

    private final Calendar calendar;
    private final Costs costs;
    private final long barGraceNanos;
    private final Ids ids = new Ids();
    private final Map<OrderId, Resting> working = new LinkedHashMap<>();
    private final BySymbol<List<Resting>> bySymbol = new BySymbol<>();
    private long ambiguous;

    public SimulatedExchange(Calendar calendar, Costs costs, long barGraceNanos) {
        this.calendar = calendar;
        this.costs = costs;
        this.barGraceNanos = barGraceNanos;
    }

    /// Gives the broker's id. An id that is at work already is a misuse: it must not be sent.
    public String submit(Order order, long at, Consumer<OrderUpdate> out) {
        var brokerId = admit(order, at);
        out.accept(new OrderUpdate.Accepted(order.id(), at, at, brokerId));
        return brokerId;
    }

    public void cancel(OrderId order, long at, Consumer<OrderUpdate> out) {
        if (working.containsKey(order)) {
            tell(new OrderUpdate.Canceled(order, at, at), out);
        } else {
            out.accept(new OrderUpdate.CancelRejected(order, at, at, "the order is not working"));
        }
    }

    /// The quantity is the whole order's, with what is filled already. It loses its place in line.
    public void replace(
            OrderId order, Quantity quantity, Pricing pricing, long at, Consumer<OrderUpdate> out) {
        var resting = working.get(order);
        if (resting == null) {
            out.accept(new OrderUpdate.ReplaceRejected(order, at, at, "the order is not working"));
        } else if (quantity.compareTo(resting.filled()) <= 0) {
            var reason = resting.filled() + " shares are filled, " + quantity + " is not more";
            out.accept(new OrderUpdate.ReplaceRejected(order, at, at, reason));
        } else {
            var brokerId = resting.nextBrokerId();
            tell(new OrderUpdate.Replaced(order, at, at, brokerId, quantity, pricing), out);
        }
    }

    /// Bars come in the order of time, within an instant in the order of symbols.
    public void onBar(Bar bar, Consumer<OrderUpdate> out) {
        var resting = line(bar.symbol());
        if (resting.isEmpty()) {
            return;
        }
        long learnedAt = Math.max(bar.to(), bar.learnedAt());
        expire(resting, bar.from(), learnedAt, out);
        var allowance = costs.volumeShare().zero() ? UNLIMITED : limit(bar);
        for (var judged : judge(resting, bar)) {
            allowance = allowance.minus(execute(judged, bar, learnedAt, allowance, out));
        }
    }

    /// Ends what was good for this session only; called after its last bar, before that's mark.
    public void closeSession(Session session, long at, Consumer<OrderUpdate> out) {
        expire(working.values(), session.close(), at, out);
    }

    public void cancelAll(Symbol symbol, long at, Consumer<OrderUpdate> out) {
        for (var order : List.copyOf(line(symbol))) {
            tell(new OrderUpdate.Canceled(order.order().id(), at, at), out);
        }
    }

    /// In the order of their arrival; a replaced order arrived anew.
    public List<RestingOrder> working() {
        return working.values().stream().map(Resting::view).toList();
    }

    /// Bars in which prices both above and below were hit in an order that the bar does not tell.
    public long ambiguous() {
        return ambiguous;
    }

    /// Whether a bar of this symbol has anything to do.
    boolean worksIn(Symbol symbol) {
        return !working.isEmpty() && !line(symbol).isEmpty();
    }

    /// Takes the order in without a word: for books that are read back, too.
    String admit(Order order, long at) {
        var session = calendar.sessionOf(at);
        if (order.timeInForce() == TimeInForce.AT_THE_OPEN && at >= session.open()) {
            session = calendar.after(session.date());
        }
        var name = ids.named("order " + order.id());
        var resting = new Resting(order, name, session, at - barGraceNanos);
        if (working.putIfAbsent(order.id(), resting) != null) {
            throw new IllegalArgumentException(order.id() + " is working already");
        }
        line(order.symbol()).add(resting);
        return resting.brokerId();
    }

    /// Makes true what an update says: for one just decided and for one read back alike.
    void settle(OrderUpdate update) {
        var resting = working.get(update.order());
        if (resting == null) {
            return;
        }
        switch (update) {
            case OrderUpdate.Filled(var fill) -> {
                resting.fill(fill.quantity());
                if (resting.remaining().zero()) {
                    remove(resting);
                }
            }
            case OrderUpdate.Triggered _ -> resting.trigger();
            case OrderUpdate.Replaced replaced -> {
                remove(resting);
                resting.replace(replaced, replaced.happenedAt() - barGraceNanos);
                working.put(resting.order().id(), resting);
                line(resting.order().symbol()).add(resting);
            }
            case OrderUpdate.Canceled _, OrderUpdate.Expired _, OrderUpdate.Rejected _ ->
                    remove(resting);
            case OrderUpdate.Accepted _,
                    OrderUpdate.PendingCancel _,
                    OrderUpdate.PendingReplace _,
                    OrderUpdate.CancelRejected _,
                    OrderUpdate.ReplaceRejected _ -> {}
        }
    }

    private void tell(OrderUpdate update, Consumer<OrderUpdate> out) {
        settle(update);
        out.accept(update);
    }

    private void remove(Resting resting) {
        working.remove(resting.order().id());
        line(resting.order().symbol()).remove(resting);
    }

    private List<Resting> line(Symbol symbol) {
        return bySymbol.of(symbol, _ -> new ArrayList<>());
    }

    private void expire(
            Collection<Resting> resting, long until, long learnedAt, Consumer<OrderUpdate> out) {
        var ended = new ArrayList<Resting>(0);
        for (var order : resting) {
            if (order.endsBy(until)) {
                ended.add(order);
            }
        }
        for (var order : ended) {
            tell(new OrderUpdate.Expired(order.order().id(), order.close(), learnedAt), out);
        }
    }

    private Quantity limit(Bar bar) {
        return bar.volume().times(costs.volumeShare());
    }

    /// In the order in which they are carried out: as they arrived, but where the bar does not tell
    /// whether the higher or the lower price came first, limits last, for theirs is the good news.
    private List<Judged> judge(Collection<Resting> resting, Bar bar) {
        var judged = new ArrayList<Judged>(resting.size());
        for (var order : resting) {
            if (order.mayTradeOn(bar)) {
                judged.add(new Judged(order, order.judge(bar)));
            }
        }
        if (judged.size() > 1 && bothWays(judged)) {
            ambiguous++;
            judged.sort(Comparator.comparing(Judged::limit));
        }
        return judged;
    }

    private static boolean bothWays(List<Judged> judged) {
        return judged.stream().anyMatch(each -> each.verdict.hits(Verdict.Moment.RISE))
                && judged.stream().anyMatch(each -> each.verdict.hits(Verdict.Moment.FALL));
    }

    /// Gives what was traded.
    private Quantity execute(
            Judged judged, Bar bar, long learnedAt, Quantity allowance, Consumer<OrderUpdate> out) {
        var resting = judged.resting;
        var id = resting.order().id();
        if (judged.verdict.triggers()) {
            tell(new OrderUpdate.Triggered(id, bar.from(), learnedAt), out);
        }
        var quantity = judged.verdict.fills() ? resting.from(allowance) : Quantity.ZERO;
        if (quantity.positive()) {
            tell(new OrderUpdate.Filled(fill(judged, quantity, bar, learnedAt)), out);
        }
        if (resting.remaining().positive() && Verdict.onlyChance(resting.order().timeInForce())) {
            tell(new OrderUpdate.Canceled(id, bar.from(), learnedAt), out);
        }
        return quantity;
    }

    private Fill fill(Judged judged, Quantity quantity, Bar bar, long learnedAt) {
        var order = judged.resting.order();
        var verdict = judged.verdict;
        return new Fill(
                judged.resting.nextExecution(),
                order.id(),
                order.symbol(),
                order.side(),
                quantity,
                verdict.pays() ? afterCosts(order, verdict, quantity, bar) : verdict.price(),
                costs.fee(quantity),
                verdict.moment() == Verdict.Moment.CLOSE ? bar.to() : bar.from(),
                learnedAt);
    }

    private Price afterCosts(Order order, Verdict verdict, Quantity quantity, Bar bar) {
        var slippage = costs.slippage(verdict.price(), quantity, bar.volume());
        return switch (order.side()) {
            case BUY -> verdict.price().plus(slippage);
            case SELL ->
                    slippage.compareTo(verdict.price()) < 0
                            ? verdict.price().minus(slippage)
                            : Price.ZERO;
        };
    }

    private record Judged(Resting resting, Verdict verdict) {

        boolean limit() {
            return switch (resting.order().pricing()) {
                case Pricing.Limit _ -> true;
                case Pricing.StopLimit _ -> resting.triggered();
                case Pricing.Market _, Pricing.Stop _ -> false;
            };
        }
    }
}
