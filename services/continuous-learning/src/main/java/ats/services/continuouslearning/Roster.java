package ats.services.continuouslearning;

import module java.base;

import ats.domain.Symbol;
import ats.engine.Event;
import ats.features.FeatureSet;
import ats.learning.forest.Evaluator;
import ats.learning.model.Bundle;
import ats.learning.model.Stage;
import ats.learning.store.ForecastStore.Forecast;
import ats.learning.store.ModelRecord;
import ats.learning.store.ModelStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The models that forecast: the champion and those that are watched beside it. One that can't be
/// loaded is named and left out; its place in the registry stays as it is.
final class Roster {

    private static final Set<Stage> WATCHED =
            EnumSet.of(Stage.SHADOW, Stage.CANARY, Stage.CHAMPION);

    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

    private final ModelStore store;
    private final Function<String, Bundle> shelf;
    private final Function<String, Optional<String>> sets;
    private final SortedMap<String, Watched> watched = new TreeMap<>();
    private final SortedMap<String, String> damaged = new TreeMap<>();
    private final Map<String, String> named = new TreeMap<>();
    private final SortedMap<String, Silence> silent = new TreeMap<>();

    /// A model at work.
    record Watched(ModelRecord record, Bundle bundle, Evaluator evaluator) {

        boolean champion() {
            return record.stage() == Stage.CHAMPION;
        }
    }

    /// Why a model said nothing of a row.
    private record Silence(String featureSet, Symbol symbol, String reason) {

        /// Whether a row that it speaks of ends it.
        boolean endsWith(Event.Vector vector) {
            return symbol.equals(vector.symbol()) || !featureSet.equals(vector.featureSet());
        }
    }

    /// `shelf` gives a model by name, or an IllegalArgumentException that says what is wrong;
    /// `sets` the text of a feature set by its version.
    Roster(
            ModelStore store,
            Function<String, Bundle> shelf,
            Function<String, Optional<String>> sets) {
        this.store = store;
        this.shelf = shelf;
        this.sets = sets;
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
        silent.keySet().retainAll(watched.keySet());
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

    /// What is wrong with a model's files as they are now; then it forecasts no more.
    Optional<String> defect(String hash) {
        try {
            var _ = shelf.apply(hash).flat();
            return Optional.empty();
        } catch (IllegalArgumentException broken) {
            watched.remove(hash);
            return Optional.of(String.valueOf(broken.getMessage()));
        }
    }

    /// Why the champion says nothing, "" while it does.
    String champions() {
        return champion()
                .map(model -> silent.get(model.record().hash()))
                .map(Silence::reason)
                .orElse("");
    }

    /// What each model says of this row, where it says anything.
    List<Forecast> forecasts(Event.Vector vector) {
        var said = new ArrayList<Forecast>();
        for (var model : watched.values()) {
            if (!model.bundle().traits().featureSet().equals(vector.featureSet())) {
                unfit(model, vector);
                continue;
            }
            double value = model.evaluator().predict(vector.values());
            if (Double.isFinite(value)) {
                silent.computeIfPresent(
                        model.record().hash(),
                        (_, silence) -> silence.endsWith(vector) ? null : silence);
                said.add(
                        new Forecast(
                                model.record().hash(),
                                vector.symbol(),
                                vector.happenedAt(),
                                value));
            } else {
                silence(
                        model,
                        vector,
                        "gives no number but " + value + " for " + vector.symbol().text());
            }
        }
        return said;
    }

    /// Features are made of one version only; what was learned of another can't be asked.
    private void unfit(Watched model, Event.Vector vector) {
        var known = silent.get(model.record().hash());
        if (known != null && known.featureSet().equals(vector.featureSet())) {
            return;
        }
        var missing = new ArrayList<>(FeatureSet.parse(model.bundle().features()).names());
        sets.apply(vector.featureSet())
                .ifPresent(text -> missing.removeAll(FeatureSet.parse(text).names()));
        silence(
                model,
                vector,
                missing.isEmpty()
                        ? "knows its features by other definitions than those that are made now"
                        : "wants features that are not made any more: "
                                + String.join(", ", missing));
    }

    private void silence(Watched model, Event.Vector vector, String why) {
        var hash = model.record().hash();
        var reason = "model " + hash + " " + why + "; train a new one, or promote another";
        var before = silent.put(hash, new Silence(vector.featureSet(), vector.symbol(), reason));
        if (before == null || !before.reason().equals(reason)) {
            LOG.atWarn().setMessage("model.silent").addKeyValue("reason", reason).log();
        }
    }

    private Optional<Watched> load(ModelRecord record) {
        try {
            var bundle = shelf.apply(record.hash());
            return Optional.of(new Watched(record, bundle, bundle.flat().evaluator()));
        } catch (IllegalArgumentException broken) {
            var reason = String.valueOf(broken.getMessage());
            damaged.put(record.hash(), reason);
            if (!reason.equals(named.put(record.hash(), reason))) {
                LOG.atError().setMessage("model.not.loaded").addKeyValue("reason", reason).log();
            }
            return Optional.empty();
        }
    }
}
