package ats.services.systemcontroller;

import module java.base;

import ats.learning.model.Stage;
import ats.learning.store.ModelRecord;
import ats.learning.store.MonitorStore.DriftRow;
import ats.learning.study.Card;
import ats.platform.Fault;
import ats.platform.http.Reply;
import ats.platform.http.Request;
import ats.platform.json.Json;

/// Reads models, features and jobs for the page and the command line. Where learning is off there
/// are none.
public final class LearningViews {

    private static final int JOBS = 20;
    private static final String OFF = "learning is off: learning.enabled is false";

    private final Optional<LearningStores> stores;
    private final Trading trading;

    /// What trades by the models.
    ///
    /// @param reigns which strategy traded from when on, newest first
    /// @param doing what continuous-learning says of itself
    record Trading(Supplier<List<LearningWire.Reign>> reigns, Supplier<String> doing) {}

    LearningViews(Optional<LearningStores> stores, Trading trading) {
        this.stores = stores;
        this.trading = trading;
    }

    /// Of a system at rest, where nothing trades.
    public static LearningViews atRest(LearningStores stores) {
        return new LearningViews(Optional.of(stores), new Trading(List::of, () -> ""));
    }

    /// Newest first; those whose name begins so.
    public Reply models(String prefix) {
        return Reply.json(stores.map(learned -> models(learned, prefix)).orElse(List.of()));
    }

    /// What was done to make and to judge the one model whose name begins so, as it was written
    /// then.
    public Reply card(String prefix) {
        var found = stores.map(learned -> records(learned, prefix)).orElse(List.of());
        if (prefix.isBlank() || found.size() != 1) {
            throw Fault.misuse(
                    found.size()
                            + " models have a name that begins with '"
                            + prefix
                            + "'; write id=NAME of one");
        }
        return Reply.json(Json.parse(found.getFirst().card()));
    }

    public Reply learning() {
        var history =
                stores.map(learned -> learned.models().history().reversed()).orElse(List.of());
        var reigns = trading.reigns().get();
        return Reply.json(
                new LearningWire.Learning(
                        stores.flatMap(learned -> learned.models().champion())
                                .map(ModelRecord::hash)
                                .orElse(""),
                        reigns.isEmpty() ? "" : reigns.getFirst().strategy(),
                        stores.map(LearningViews::shadows).orElse(List.of()),
                        stores.isEmpty() ? OFF : trading.doing().get(),
                        history.stream().map(LearningWire::step).toList(),
                        reigns));
    }

    Reply features() {
        return Reply.json(stores.map(LearningViews::features).orElse(LearningWire.Features.NONE));
    }

    Reply jobs(Request request) {
        int limit = Views.limit(request, JOBS);
        return Reply.json(
                stores.map(learned -> learned.jobs().newest(limit)).orElse(List.of()).stream()
                        .map(LearningWire::line)
                        .toList());
    }

    /// What came of a request; nothing yet of one that nobody knows.
    Reply outcome(Request request) {
        var id = request.query("id").orElse("");
        var outcome = stores.flatMap(learned -> learned.requests().outcome(id)).orElse("");
        return Reply.json(new LearningWire.Outcome(id, outcome));
    }

    private static List<LearningWire.Model> models(LearningStores learned, String prefix) {
        var forecasts = learned.watched().forecasts().counts();
        return records(learned, prefix).stream()
                .map(
                        record ->
                                LearningWire.model(
                                        record,
                                        forecasts.getOrDefault(record.hash(), 0L),
                                        skill(learned, record.hash()),
                                        Json.read(record.card(), Card.class)))
                .toList();
    }

    private static List<ModelRecord> records(LearningStores learned, String prefix) {
        return learned.models().all().stream()
                .filter(record -> record.hash().startsWith(prefix))
                .toList();
    }

    private static Optional<LearningWire.Skill> skill(LearningStores learned, String model) {
        return learned.watched().monitor().skill(model, 1).stream()
                .findFirst()
                .map(LearningWire::skill);
    }

    private static List<String> shadows(LearningStores learned) {
        return learned.models().all().stream()
                .filter(model -> model.stage() == Stage.SHADOW || model.stage() == Stage.CANARY)
                .map(ModelRecord::hash)
                .toList();
    }

    private static LearningWire.Features features(LearningStores learned) {
        var set = learned.features();
        var drift = learned.watched().monitor().drift();
        long drifted = drift.stream().filter(DriftRow::drifted).count();
        return new LearningWire.Features(
                set.name(),
                set.hash(),
                List.copyOf(set.names()),
                learned.watched().vectors().count(set.hash()),
                drift.stream().map(LearningWire::drift).toList(),
                drift.isEmpty() ? 0 : (double) drifted / drift.size());
    }
}
