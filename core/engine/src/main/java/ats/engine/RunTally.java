package ats.engine;

import module java.base;

import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.Order;
import ats.domain.Pricing;
import ats.domain.Ratio;

/// Counts and digests what a run traded, on its way to somewhere else: the figures by which two
/// runs are compared.
public final class RunTally implements Output {

    private final Output next;
    private final MessageDigest digest;
    private long orders;
    private long fills;
    private long denied;
    private final List<Fact.StrategyChosen> reigns = new ArrayList<>();
    private Money equity = Money.ZERO;
    private Money peak = Money.ZERO;
    private Money lowSincePeak = Money.ZERO;
    private Money deepestFall = Money.ZERO;
    private Money deepestFallFrom = Money.of(1);

    public RunTally(Output next) {
        this.next = next;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("this JDK has no SHA-256", cause);
        }
    }

    @Override
    public void command(Command command) {
        if (command instanceof Command.Submit(var order)) {
            orders++;
            add(order);
        }
        next.command(command);
    }

    @Override
    public void fact(Fact fact) {
        switch (fact) {
            case Fact.Filled(var fill) -> {
                fills++;
                add(fill);
            }
            case Fact.Valued valued -> value(valued);
            case Fact.OrderChanged(var order) -> {
                if (order.state() == ats.domain.OrderState.DENIED) {
                    denied++;
                }
            }
            case Fact.Posted _,
                    Fact.ActivityBooked _,
                    Fact.TargetChanged _,
                    Fact.ConditionChanged _ -> {}
            case Fact.StrategyChosen chosen -> reigns.add(chosen);
        }
        next.fact(fact);
    }

    public long orders() {
        return orders;
    }

    public long fills() {
        return fills;
    }

    /// Orders that risk refused; they are not among the [#orders].
    public long denied() {
        return denied;
    }

    /// Which strategy decided from when on, oldest first.
    public List<Fact.StrategyChosen> reigns() {
        return List.copyOf(reigns);
    }

    /// At the last mark.
    public Money equity() {
        return equity;
    }

    /// The largest fall from a peak, as a part of that peak.
    public Ratio maxDrawdown() {
        return deepestFall.over(deepestFallFrom);
    }

    /// SHA-256 over a line for every order and fill, in order: kind, time, symbol, side, quantity,
    /// price.
    public String tradesDigest() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException cause) {
            throw new IllegalStateException("SHA-256 of this JDK cannot be cloned", cause);
        }
    }

    private void value(Fact.Valued valued) {
        equity = valued.equity();
        if (equity.compareTo(peak) > 0) {
            peak = equity;
            lowSincePeak = equity;
        } else if (equity.compareTo(lowSincePeak) < 0) {
            lowSincePeak = equity;
            fall(peak.minus(equity));
        }
    }

    private void fall(Money fall) {
        if (peak.positive() && fall.comparePart(peak, deepestFall, deepestFallFrom) > 0) {
            deepestFall = fall;
            deepestFallFrom = peak;
        }
    }

    private void add(Order order) {
        var price =
                switch (order.pricing()) {
                    case Pricing.Market() -> "market";
                    case Pricing.Limit(var limit) -> limit.toString();
                    case Pricing.Stop(var stop) -> stop.toString();
                    case Pricing.StopLimit(var stop, var limit) -> stop + "/" + limit;
                };
        line(
                "order,"
                        + order.decidedAt()
                        + ","
                        + order.symbol()
                        + ","
                        + order.side()
                        + ","
                        + order.quantity()
                        + ","
                        + price);
    }

    private void add(Fill fill) {
        line(
                "fill,"
                        + fill.happenedAt()
                        + ","
                        + fill.symbol()
                        + ","
                        + fill.side()
                        + ","
                        + fill.quantity()
                        + ","
                        + fill.price());
    }

    private void line(String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
