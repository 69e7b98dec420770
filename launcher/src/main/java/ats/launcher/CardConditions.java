package ats.launcher;

import module java.base;

import ats.learning.gate.Condition;

import tools.jackson.databind.JsonNode;

/// The gate's conditions as a card has them.
final class CardConditions {

    private CardConditions() {}

    /// The names of those that were not passed.
    static List<String> failed(JsonNode conditions) {
        var failed = new ArrayList<String>();
        for (var node : conditions) {
            var condition =
                    new Condition(
                            node.path("name").asString(),
                            node.path("value").asDouble(Double.NaN),
                            Condition.Relation.valueOf(node.path("relation").asString()),
                            node.path("bound").asDouble(Double.NaN));
            if (!condition.passed()) {
                failed.add(condition.name());
            }
        }
        return failed;
    }
}
