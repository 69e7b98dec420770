package ats.learning.gate;

/// One thing that a model has to show, and what it showed.
///
/// @param bound what the value must reach, or stay below
public record Condition(String name, double value, Relation relation, double bound) {

    /// How the value has to stand to the bound.
    public enum Relation {
        AT_LEAST,
        ABOVE,
        BELOW
    }

    /// Never where the value is no number.
    public boolean passed() {
        return switch (relation) {
            case AT_LEAST -> value >= bound;
            case ABOVE -> value > bound;
            case BELOW -> value < bound;
        };
    }
}
