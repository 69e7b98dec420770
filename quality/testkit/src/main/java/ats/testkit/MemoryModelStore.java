package ats.testkit;

import module java.base;

import ats.learning.model.Stage;
import ats.learning.store.ModelRecord;
import ats.learning.store.ModelRecord.Step;
import ats.learning.store.ModelStore;
import ats.learning.store.Trial;

/// The registry of models in memory.
public final class MemoryModelStore implements ModelStore {

    private final SequencedMap<String, ModelRecord> models = new LinkedHashMap<>();
    private final SequencedMap<List<String>, Trial> trials = new LinkedHashMap<>();
    private final List<Step> history = new ArrayList<>();

    @Override
    public synchronized void register(ModelRecord model, List<Trial> tried) {
        if (model.stage() != Stage.CANDIDATE) {
            throw new IllegalArgumentException("a model starts as a CANDIDATE, not " + model);
        }
        models.putIfAbsent(model.hash(), model);
        tried.forEach(
                trial -> trials.putIfAbsent(List.of(trial.job(), trial.configuration()), trial));
    }

    @Override
    public synchronized List<Trial> trials() {
        return List.copyOf(trials.values());
    }

    @Override
    public synchronized void move(List<Step> steps) {
        var moved = new LinkedHashMap<>(models);
        for (var step : steps) {
            var model = moved.get(step.hash());
            if (model == null || model.stage() != step.from()) {
                throw new IllegalStateException("no model stands where it starts: " + step);
            }
            moved.put(step.hash(), at(step.to(), model));
        }
        if (moved.values().stream().filter(MemoryModelStore::reigns).count() > 1) {
            throw new IllegalStateException("there would be two champions");
        }
        models.putAll(moved);
        history.addAll(steps);
    }

    @Override
    public synchronized Optional<ModelRecord> champion() {
        return models.values().stream().filter(MemoryModelStore::reigns).findFirst();
    }

    @Override
    public synchronized Optional<ModelRecord> find(String hash) {
        return Optional.ofNullable(models.get(hash));
    }

    @Override
    public synchronized List<ModelRecord> all() {
        return models.sequencedValues().reversed().stream()
                .sorted(Comparator.comparingLong(ModelRecord::registeredAt).reversed())
                .toList();
    }

    @Override
    public synchronized List<Step> history() {
        return List.copyOf(history);
    }

    private static boolean reigns(ModelRecord model) {
        return model.stage() == Stage.CHAMPION;
    }

    private static ModelRecord at(Stage stage, ModelRecord model) {
        return new ModelRecord(
                model.hash(),
                model.featureSet(),
                model.job(),
                model.card(),
                model.passed(),
                model.trainedTo(),
                model.registeredAt(),
                stage);
    }
}
