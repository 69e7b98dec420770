package ats.launcher;

import module java.base;

import tools.jackson.databind.JsonNode;

/// Models in words and tables, from the API's answers.
final class ModelText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long MILLI = 1_000_000;
    private static final long HOUR = 3_600_000_000_000L;

    private ModelText() {}

    static List<String> list(JsonNode models) {
        if (models.isEmpty()) {
            return List.of("no model yet; ./ats train asks for one");
        }
        var table =
                new TextTable(
                        "MODEL",
                        "STAGE",
                        "GATE",
                        "RANK IC",
                        "SHARPE",
                        "TRAINED TO (UTC)",
                        "FORECASTS",
                        "SKILL");
        for (var model : models) {
            var metrics = model.path("metrics");
            int failed = model.path("failed").size();
            table.row(
                    shortened(model.path("id")),
                    model.path("stage").asString(),
                    failed == 0 ? "passed" : failed + " failed",
                    number(metrics.path("rankCorrelation")),
                    number(metrics.path("sharpe")),
                    time(model.path("trainedTo").asLong()),
                    model.path("forecasts").asString(),
                    number(model.path("skill").path("value")));
        }
        return table.lines();
    }

    /// @param learning from whose history the model's own is taken
    static List<String> show(JsonNode model, JsonNode card, JsonNode learning) {
        var lines = new ArrayList<String>();
        lines.addAll(facts(model, card));
        lines.add("");
        lines.addAll(gate(model.path("conditions")));
        lines.add("");
        lines.addAll(folds(model));
        lines.add("");
        lines.addAll(history(model.path("id").asString(), learning.path("history")));
        return lines;
    }

    private static List<String> facts(JsonNode model, JsonNode card) {
        var terms = card.path("terms");
        var parameters = card.path("parameters");
        return List.of(
                "model      " + model.path("id").asString(),
                "stage      " + model.path("stage").asString(),
                "made by    %s on %s, ats %s"
                        .formatted(text(card, "trainer"), text(card, "device"), text(card, "code")),
                "dataset    " + text(card, "dataset"),
                "features   " + text(card, "featureSet"),
                "label      " + text(card, "label"),
                "learned    %s rows, known by %s UTC"
                        .formatted(text(card, "rows"), time(card.path("cutoff").asLong() / MILLI)),
                "chosen     %s, seed %s, of %d tried"
                        .formatted(
                                values(parameters.path("values")),
                                text(parameters, "seed"),
                                card.path("grid").size()),
                "judged     %s blocks, %s h between, cost %s a side, calendar %s, %s trials ever"
                        .formatted(
                                text(terms, "folds"),
                                card.path("embargo").asLong() / HOUR,
                                plain(terms.path("costPerSide")),
                                text(terms, "calendar"),
                                text(card.path("trials"), "count")),
                "forecasts  " + text(model, "forecasts"),
                "skill      " + skill(model.path("skill")));
    }

    private static String skill(JsonNode skill) {
        return skill.isObject()
                ? "%s, error %s, over %s outcomes, %s UTC"
                        .formatted(
                                number(skill.path("value")),
                                number(skill.path("error")),
                                text(skill, "count"),
                                time(skill.path("at").asLong()))
                : "not measured yet";
    }

    private static List<String> gate(JsonNode conditions) {
        var table = new TextTable("GATE", "VALUE", "MUST BE", "");
        for (var condition : conditions) {
            var relation = text(condition, "relation").toLowerCase(Locale.ROOT).replace('_', ' ');
            table.row(
                    text(condition, "name"),
                    number(condition.path("value")),
                    relation + " " + number(condition.path("bound")),
                    condition.path("passed").asBoolean() ? "passed" : "FAILED");
        }
        return table.lines();
    }

    private static List<String> folds(JsonNode model) {
        var table = new TextTable("BLOCK", "FROM (UTC)", "TO (UTC)", "ROWS", "RANK IC", "SHARPE");
        int number = 1;
        for (var fold : model.path("folds")) {
            table.row(
                    "" + number++,
                    time(fold.path("testFrom").asLong()),
                    time(fold.path("testTo").asLong()),
                    text(fold, "rows"),
                    number(fold.path("rankCorrelation")),
                    number(fold.path("sharpe")));
        }
        var metrics = model.path("metrics");
        table.row(
                "all",
                "",
                "",
                text(metrics, "rows"),
                number(metrics.path("rankCorrelation")),
                number(metrics.path("sharpe")));
        return table.lines();
    }

    private static List<String> history(String model, JsonNode steps) {
        var table = new TextTable("HISTORY (UTC)", "FROM", "TO", "BY", "WHY");
        for (var step : steps) {
            if (step.path("model").asString().equals(model)) {
                table.row(
                        time(step.path("at").asLong()),
                        text(step, "from"),
                        text(step, "to"),
                        text(step, "who"),
                        text(step, "reason"));
            }
        }
        return table.lines();
    }

    static String shortened(JsonNode id) {
        var text = id.asString();
        return text.substring(0, Math.min(Registry.SHORT, text.length()));
    }

    private static String values(JsonNode values) {
        return values.properties().stream()
                .map(value -> value.getKey() + "=" + value.getValue().asString())
                .collect(Collectors.joining(","));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    /// To four digits after the point, as far as they say something.
    private static String number(JsonNode node) {
        if (!node.isNumber()) {
            return "-";
        }
        return plain(node.decimalValue().setScale(4, RoundingMode.HALF_EVEN));
    }

    private static String plain(JsonNode node) {
        return node.isNumber() ? plain(node.decimalValue()) : "-";
    }

    private static String plain(BigDecimal value) {
        return (value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros()).toPlainString();
    }
}
