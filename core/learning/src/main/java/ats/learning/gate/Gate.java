package ats.learning.gate;

import module java.base;

/// What a model must show before it may trade.
///
/// @param rows at least so many forecasts out of sample
/// @param sessions on at least so many days
/// @param tStatistic of the mean rank correlation, at least
/// @param deflatedSharpe the least probability that the returns after costs are no luck
/// @param choiceLoses the share of halves of time in which the chosen configuration loses stays
///   below
/// @param worstFold the mean rank correlation of every fold stays above
public record Gate(
        int rows,
        int sessions,
        double tStatistic,
        double deflatedSharpe,
        double choiceLoses,
        double worstFold) {

    /// A quarter of sessions; a chance of luck of one in forty for the correlation and of one in
    /// twenty for the returns.
    public static final Gate USUAL = new Gate(500, 60, 2, 0.95, 0.25, -0.05);

    public Verdict judge(Evidence shown) {
        var conditions = new ArrayList<Condition>();
        conditions.add(atLeast("rows out of sample", shown.rows(), rows));
        conditions.add(atLeast("sessions out of sample", shown.sessions(), sessions));
        conditions.add(above("mean rank correlation", shown.coefficients().mean(), 0));
        conditions.add(
                atLeast(
                        "t-statistic of the rank correlation",
                        shown.coefficients().tStatistic(shown.dependence()),
                        tStatistic));
        conditions.add(
                atLeast(
                        "deflated Sharpe ratio after costs",
                        shown.sharpe().deflated(shown.trials()),
                        deflatedSharpe));
        shown.choice()
                .ifPresent(
                        choice ->
                                conditions.add(
                                        new Condition(
                                                "chance that the chosen configuration loses",
                                                choice.loses(),
                                                Condition.Relation.BELOW,
                                                choiceLoses)));
        conditions.add(above("rank correlation of the worst fold", shown.worstFold(), worstFold));
        conditions.add(above("slope of calibration", shown.slope(), 0));
        return new Verdict(conditions);
    }

    private static Condition atLeast(String name, double value, double bound) {
        return new Condition(name, value, Condition.Relation.AT_LEAST, bound);
    }

    private static Condition above(String name, double value, double bound) {
        return new Condition(name, value, Condition.Relation.ABOVE, bound);
    }
}
