package ats.services.systemcontroller;

import module java.base;

import ats.learning.store.RequestStore.Kind;
import ats.platform.http.Endpoint;
import ats.platform.http.Method;
import ats.platform.http.Role;
import ats.platform.http.Route;

/// Where learning is asked about and steered.
final class LearningRoutes {

    private LearningRoutes() {}

    static List<Route> of(LearningViews views, LearningDesk desk) {
        var routes = new ArrayList<Route>();
        routes.add(
                get(
                        "models",
                        "models, newest first, each with what it showed",
                        ask -> views.models(ask.query("id").orElse(""))));
        routes.add(
                get(
                        "models/card",
                        "all that is known of a model",
                        ask -> views.card(ask.query("id").orElse(""))));
        routes.add(get("features", "what models see", _ -> views.features()));
        routes.add(get("jobs", "datasets and trainings, newest first", views::jobs));
        routes.add(get("learning", "who forecasts, and who did", _ -> views.learning()));
        routes.add(get("learning/requests", "what came of a request", views::outcome));
        for (var kind : Kind.values()) {
            var word = LearningDesk.word(kind);
            routes.add(
                    new Route(
                            Method.POST,
                            "/api/v1/learning/" + word,
                            Role.TOKEN,
                            request -> desk.on(kind, request),
                            word + " models"));
        }
        return routes;
    }

    private static Route get(String name, String summary, Endpoint endpoint) {
        return new Route(Method.GET, "/api/v1/" + name, Role.OPEN, endpoint, summary);
    }
}
