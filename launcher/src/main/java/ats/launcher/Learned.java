package ats.launcher;

import module java.base;

import ats.adapters.postgres.Database;
import ats.adapters.postgres.PostgresForecastStore;
import ats.adapters.postgres.PostgresJobStore;
import ats.adapters.postgres.PostgresModelStore;
import ats.engine.Fact;
import ats.learning.store.Job;
import ats.learning.store.ModelRecord;
import ats.platform.json.Json;

import tools.jackson.databind.JsonNode;

/// What a run learned, and what traded when.
///
/// @param features vectors that were published
/// @param forecasts of all models together
record Learned(
        long features,
        List<ModelFigure> models,
        long forecasts,
        List<Retrain> retrains,
        List<Reign> strategy) {

    private static final int MOST = 10_000;

    /// @param conditions of the gate, each with its value and its bound
    record ModelFigure(
            String id,
            String stage,
            String device,
            boolean passed,
            List<String> failed,
            JsonNode conditions) {}

    /// @param at market time of the request
    record Retrain(String at, String cause, String state, String model, String reason) {}

    record Reign(String at, String strategy, String model) {}

    static Learned nothing(List<Fact.StrategyChosen> reigns) {
        return new Learned(0, List.of(), 0, List.of(), reigns(reigns));
    }

    static Learned of(Database database, long features, List<Fact.StrategyChosen> reigns) {
        var jobs = new PostgresJobStore(database).newest(MOST).reversed();
        var counts = new PostgresForecastStore(database).counts();
        return new Learned(
                features,
                new PostgresModelStore(database)
                        .all().reversed().stream().map(Learned::model).toList(),
                counts.values().stream().mapToLong(Long::longValue).sum(),
                jobs.stream()
                        .filter(job -> job.kind() == Job.Kind.TRAINING)
                        .map(Learned::retrain)
                        .toList(),
                reigns(reigns));
    }

    private static ModelFigure model(ModelRecord record) {
        var card = Json.parse(record.card());
        var conditions = card.path("verdict").path("conditions");
        return new ModelFigure(
                record.hash(),
                record.stage().name(),
                card.path("device").asString(),
                record.passed(),
                CardConditions.failed(conditions),
                conditions);
    }

    private static Retrain retrain(Job job) {
        return new Retrain(
                text(job.requestedAt()),
                job.cause(),
                job.state().name(),
                job.result().output(),
                job.result().reason());
    }

    static List<Reign> reigns(List<Fact.StrategyChosen> reigns) {
        return reigns.stream()
                .map(reign -> new Reign(text(reign.at()), reign.strategy(), reign.modelHash()))
                .toList();
    }

    private static String text(long at) {
        return Instant.ofEpochSecond(0, at).toString();
    }
}
