package ats.system;

import module java.base;

import ats.adapters.postgres.Database;
import ats.adapters.postgres.LocalDatabase;
import ats.adapters.postgres.PostgresModelStore;
import ats.adapters.postgres.PostgresRequestStore;
import ats.features.FeatureSet;
import ats.learning.model.Stage;
import ats.learning.store.ModelRecord;
import ats.learning.store.ModelRecord.Step;
import ats.platform.files.Vault;
import ats.testkit.Registered;
import ats.testkit.SmallModel;

/// The models of a home on which nothing runs: put there before a start, and looked at after an
/// end.
final class StagedModels {

    private final Path home;
    private final Vault shelf;

    StagedModels(Path home) {
        this.home = home;
        shelf = new Vault(home.resolve("models"));
    }

    /// What the registry says at rest.
    ///
    /// @param champions all of them, and not only the first
    /// @param waiting what was asked for and is not answered
    record Found(List<String> champions, List<Step> history, List<String> waiting) {}

    /// Models of the program's own features, which passed their gate; the first is champion, the
    /// others are watched.
    List<String> put(List<float[]> leaves) {
        return with(
                database -> {
                    var models = new PostgresModelStore(database);
                    var names = new ArrayList<String>();
                    for (var each : leaves) {
                        var number = names.size() + 1;
                        var bundle = SmallModel.of(features(), "{\"number\":" + number + "}", each);
                        var name = SmallModel.shelve(shelf, bundle);
                        models.register(Registered.model(name, number, true), List.of());
                        models.move(List.of(step(name, Stage.CANDIDATE, Stage.SHADOW)));
                        names.add(name);
                    }
                    models.move(List.of(step(names.getFirst(), Stage.SHADOW, Stage.CHAMPION)));
                    return names;
                });
    }

    Path file(String model, String file) {
        return shelf.path(model).resolve(file);
    }

    Found found() {
        return with(
                database -> {
                    var models = new PostgresModelStore(database);
                    return new Found(
                            models.all().stream()
                                    .filter(model -> model.stage() == Stage.CHAMPION)
                                    .map(ModelRecord::hash)
                                    .toList(),
                            models.history(),
                            new PostgresRequestStore(database)
                                    .pending().stream().map(request -> request.subject()).toList());
                });
    }

    private <T> T with(Function<Database, T> work) {
        try (var server = LocalDatabase.start(home.resolve("data/postgres"), home.resolve("run"));
                var database = Database.open(server.address())) {
            return work.apply(database);
        }
    }

    private static FeatureSet features() {
        try (var in = FeatureSet.class.getResourceAsStream("bars.features")) {
            var bytes = Objects.requireNonNull(in, "the program's own features").readAllBytes();
            return FeatureSet.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Step step(String model, Stage from, Stage to) {
        return new Step(1, model, from, to, "me", "staged");
    }
}
