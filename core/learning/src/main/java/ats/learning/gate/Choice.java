package ats.learning.gate;

/// What came of choosing among configurations, by combinatorially symmetric cross-validation: on
/// one half of time the best is chosen, on the other it is judged.
///
/// @param overfitting how often the chosen one did no better than the median. Configurations that
///   are equally good trade places by chance, so this alone refuses nobody
/// @param loses how often the chosen one lost, after costs
public record Choice(double overfitting, double loses) {
    /// Of what can't be judged the worst is assumed.
    public static final Choice UNKNOWN = new Choice(1, 1);
}
