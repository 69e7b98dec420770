package ats.launcher;

import module java.base;

import ats.platform.Fault;
import ats.platform.json.Json;
import ats.services.systemcontroller.LearningViews;

import tools.jackson.databind.JsonNode;

/// The models of a home, in the words of the API: asked of the system that runs there, else read
/// from its database.
sealed interface Registry extends AutoCloseable {

    /// Names in one line, the newest; the rest is in the list.
    int NAMED = 5;

    /// So much of a hash tells models apart.
    int SHORT = 12;

    /// Newest first.
    JsonNode models();

    /// What was done to make and to judge the model of that name.
    JsonNode card(String model);

    /// Who is champion, and who was.
    JsonNode learning();

    @Override
    void close();

    static Registry of(Home home) {
        var occupant = home.occupant();
        if (occupant.isPresent()) {
            return new Live(Api.of(home, occupant.get()));
        }
        var configuration = Settings.load(Map.of());
        if (!Files.exists(home.database())
                && configuration.section(Settings.DatabaseKeys.class).url().isEmpty()) {
            throw Fault.misuse(
                    "nothing was ever learned on "
                            + home.folder()
                            + "; start it with ./ats run, or name another --home");
        }
        var claim = home.claim();
        try {
            var stores = Stores.found(configuration, home);
            var keys = configuration.section(LearningKeys.class);
            var views = LearningViews.atRest(Brain.stores(stores.database(), keys));
            return new Stored(claim, stores, views);
        } catch (Fault failed) {
            claim.close();
            throw failed;
        }
    }

    /// The one model whose name begins so.
    static JsonNode one(JsonNode models, String prefix) {
        var found = new ArrayList<JsonNode>();
        models.forEach(
                model -> {
                    if (name(model).startsWith(prefix)) {
                        found.add(model);
                    }
                });
        if (found.size() == 1 && !prefix.isBlank()) {
            return found.getFirst();
        }
        if (models.isEmpty()) {
            throw Fault.misuse("there is no model yet; ./ats train asks for one");
        }
        if (found.isEmpty()) {
            throw Fault.misuse(
                    "no model's name begins with '" + prefix + "'; there are " + names(models));
        }
        throw Fault.misuse(
                "'" + prefix + "' begins the names of " + names(found) + "; write more of it");
    }

    private static String names(Iterable<JsonNode> models) {
        var names = new ArrayList<String>();
        models.forEach(model -> names.add(name(model)));
        int more = names.size() - NAMED;
        return names.stream()
                        .limit(NAMED)
                        .map(name -> name.substring(0, Math.min(SHORT, name.length())))
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static String name(JsonNode model) {
        return model.path("id").asString();
    }

    /// Of a running system.
    record Live(Api api) implements Registry {

        @Override
        public JsonNode models() {
            return api.get("/api/v1/models");
        }

        @Override
        public JsonNode card(String model) {
            return api.get("/api/v1/models/card?id=" + model);
        }

        @Override
        public JsonNode learning() {
            return api.get("/api/v1/learning");
        }

        @Override
        public void close() {
            api.close();
        }
    }

    /// Of a system at rest, which can't start until this is closed.
    record Stored(Home.Claim claim, Stores stores, LearningViews views) implements Registry {

        @Override
        public JsonNode models() {
            return Json.parse(views.models("").body());
        }

        @Override
        public JsonNode card(String model) {
            return Json.parse(views.card(model).body());
        }

        @Override
        public JsonNode learning() {
            return Json.parse(views.learning().body());
        }

        @Override
        public void close() {
            stores.close();
            claim.close();
        }
    }
}
