package ats.services.continuouslearning;

import module java.base;

import ats.engine.Event;
import ats.learning.forest.Evaluator;
import ats.learning.model.Bundle;
import ats.learning.store.ForecastStore.Forecast;
import ats.learning.store.ModelRecord;
import ats.learning.store.ModelStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The models that forecast: the champion and those that are watched beside it. One that can't be
/// loaded is named and left out; its place in the registry stays as it is.
final class Roster {

    private static final Set<ModelRecord.Stage> WATCHED =
            EnumSet.of(
                    ModelRecord.Stage.SHADOW, ModelRecord.Stage.CANARY, ModelRecord.Stage.CHAMPION);

    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

    private final ModelStore store;
    private final Function<String, Bundle> shelf;
    private final SortedMap<String, Watched> watched = new TreeMap<>();
    private final SortedMap<String, String> damaged = new TreeMap<>();

    /// A model at work.
    record Watched(ModelRecord record, Bundle bundle, Evaluator evaluator) {

        boolean champion() {
            return record.stage() == ModelRecord.Stage.CHAMPION;
        }
    }

    /// `shelf` gives a model by name, or an IllegalArgumentException that says what is wrong.
    Roster(ModelStore store, Function<String, Bundle> shelf) {
        this.store = store;
        this.shelf = shelf;
    }

    /// As the registry has it now.
    void refresh() {
        var records =
                store.all().stream().filter(model -> WATCHED.contains(model.stage())).toList();
        var present = new TreeMap<String, Watched>();
        damaged.clear();
        for (var record : records) {
            var known = watched.get(record.hash());
            if (known != null) {
                var again = new Watched(record, known.bundle(), known.evaluator());
                present.put(record.hash(), again);
            } else {
                load(record).ifPresent(model -> present.put(record.hash(), model));
            }
        }
        watched.clear();
        watched.putAll(present);
    }

    Optional<Watched> champion() {
        return watched.values().stream().filter(Watched::champion).findFirst();
    }

    Collection<Watched> all() {
        return Collections.unmodifiableCollection(watched.values());
    }

    /// Models of the registry that can't be loaded, and why.
    SortedMap<String, String> damaged() {
        return Collections.unmodifiableSortedMap(damaged);
    }

    /// What each model says of this row, where it says anything.
    List<Forecast> forecasts(Event.Vector vector) {
        var said = new ArrayList<Forecast>();
        for (var model : watched.values()) {
            if (model.bundle().traits().featureSet().equals(vector.featureSet())) {
                double value = model.evaluator().predict(vector.values());
                if (Double.isFinite(value)) {
                    said.add(
                            new Forecast(
                                    model.record().hash(),
                                    vector.symbol(),
                                    vector.happenedAt(),
                                    value));
                }
            }
        }
        return said;
    }

    private Optional<Watched> load(ModelRecord record) {
        try {
            var bundle = shelf.apply(record.hash());
            return Optional.of(new Watched(record, bundle, bundle.flat().evaluator()));
        } catch (IllegalArgumentException broken) {
            damaged.put(record.hash(), String.valueOf(broken.getMessage()));
            LOG.atError().setMessage("model.not.loaded").setCause(broken).log();
            return Optional.empty();
        }
    }
}
