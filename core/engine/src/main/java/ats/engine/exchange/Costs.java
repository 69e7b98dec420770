package ats.engine.exchange;

import ats.domain.Money;
import ats.domain.Ratio;

/// What trading costs in the simulation.
public record Costs(Ratio halfSpread, Ratio impact, Ratio volumeShare, Money feePerShare) {

    public static final Costs NONE = new Costs(Ratio.ZERO, Ratio.ZERO, Ratio.ZERO, Money.ZERO);

    public static final Costs DEFAULT =
            new Costs(
                    Ratio.basisPoints(1),
                    Ratio.parse("0.1"),
                    Ratio.parse("0.025"),
                    Money.ZERO);

    public static Costs parse(String text) {
        throw new UnsupportedOperationException(text);
    }
}
