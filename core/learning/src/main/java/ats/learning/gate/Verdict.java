package ats.learning.gate;

import module java.base;

/// Whether a model may trade: only if it passed every condition.
public record Verdict(List<Condition> conditions) {

    public Verdict {
        conditions = List.copyOf(conditions);
        if (conditions.isEmpty()) {
            throw new IllegalArgumentException("a verdict on nothing");
        }
    }

    public boolean passed() {
        return conditions.stream().allMatch(Condition::passed);
    }

    /// The names of what it did not pass.
    public List<String> failed() {
        return conditions.stream()
                .filter(condition -> !condition.passed())
                .map(Condition::name)
                .toList();
    }
}
