package ats.engine.exchange;

import module java.base;

import ats.domain.Money;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Ratio;

/// What trading costs in the simulation. `halfSpread` and `impact` are parts of the price, the
/// impact multiplied by the square of the fill's share of the bar's volume; `volumeShare` is the
/// most of a bar's volume that all orders in a symbol get together, zero for no limit.
public record Costs(Ratio halfSpread, Ratio impact, Ratio volumeShare, Money feePerShare) {

    public static final Costs NONE = new Costs(Ratio.ZERO, Ratio.ZERO, Ratio.ZERO, Money.ZERO);

    public static final Costs DEFAULT =
            new Costs(Ratio.basisPoints(1), Ratio.parse("0.1"), Ratio.parse("0.025"), Money.ZERO);

    private static final BigDecimal BASIS_POINT = new BigDecimal("0.0001");
    private static final BigDecimal PERCENT = new BigDecimal("0.01");

    public Costs {
        boolean sensible =
                !halfSpread.negative()
                        && halfSpread.compareTo(Ratio.ONE) < 0
                        && !impact.negative()
                        && !volumeShare.negative()
                        && volumeShare.compareTo(Ratio.ONE) <= 0
                        && !feePerShare.negative();
        if (!sensible) {
            throw new IllegalArgumentException(
                    "costs cannot be negative, nor a half spread 100 % or a volume share more: "
                            + text(halfSpread, impact, volumeShare, feePerShare));
        }
    }

    /// Reads `none`, `default`, or parts like `spread=1bp,impact=0.1,volume=2.5%,fee=0.005`, where
    /// `spread` is the half that each side pays. What is not named costs nothing.
    public static Costs parse(String text) {
        return switch (text.strip()) {
            case "none" -> NONE;
            case "default" -> DEFAULT;
            default -> parts(text);
        };
    }

    /// As [#parse] reads it.
    @Override
    public String toString() {
        return text(halfSpread, impact, volumeShare, feePerShare);
    }

    /// What a market order of this size loses per share against `price`, rounded half-even once.
    Price slippage(Price price, Quantity filled, Quantity volume) {
        if (impact.zero() || !volume.positive()) {
            return price.times(halfSpread);
        }
        var all = BigDecimal.valueOf(volume.nanos()).pow(2);
        var part = BigDecimal.valueOf(filled.nanos()).pow(2);
        var rate = halfSpread.decimal().multiply(all).add(impact.decimal().multiply(part));
        var nanos =
                BigDecimal.valueOf(price.nanos())
                        .multiply(rate)
                        .divide(all, 0, RoundingMode.HALF_EVEN);
        return new Price(nanos.longValueExact());
    }

    Money fee(Quantity filled) {
        return feePerShare.zero() ? Money.ZERO : new Price(feePerShare.nanos()).times(filled);
    }

    private static Costs parts(String text) {
        var values = new TreeMap<String, BigDecimal>();
        for (var part : text.split(",", -1)) {
            var sides = part.strip().split("=", -1);
            if (sides.length != 2 || values.put(sides[0], number(text, sides[1])) != null) {
                throw unreadable(text);
            }
        }
        var costs =
                new Costs(
                        Ratio.from(taken(values, "spread")),
                        Ratio.from(taken(values, "impact")),
                        Ratio.from(taken(values, "volume")),
                        Money.from(taken(values, "fee")));
        if (!values.isEmpty()) {
            throw unreadable(text);
        }
        return costs;
    }

    private static BigDecimal taken(Map<String, BigDecimal> values, String name) {
        var value = values.remove(name);
        return value == null ? BigDecimal.ZERO : value;
    }

    private static BigDecimal number(String text, String value) {
        try {
            if (value.endsWith("bp")) {
                return numberBefore(value, "bp").multiply(BASIS_POINT);
            }
            return value.endsWith("%")
                    ? numberBefore(value, "%").multiply(PERCENT)
                    : new BigDecimal(value);
        } catch (NumberFormatException _) {
            throw unreadable(text);
        }
    }

    private static BigDecimal numberBefore(String value, String unit) {
        return new BigDecimal(value.substring(0, value.length() - unit.length()));
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                "'"
                        + text
                        + "' is not a list of costs; write none, default or, for example,"
                        + " spread=1bp,impact=0.1,volume=2.5%,fee=0.005");
    }

    private static String text(Ratio halfSpread, Ratio impact, Ratio volumeShare, Money fee) {
        return "spread="
                + halfSpread
                + ",impact="
                + impact
                + ",volume="
                + volumeShare
                + ",fee="
                + fee;
    }
}
