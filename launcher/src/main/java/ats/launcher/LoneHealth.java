package ats.launcher;

import module java.base;

import ats.platform.config.Configuration;
import ats.platform.http.Endpoint;
import ats.platform.http.HttpServer;
import ats.platform.http.HttpSettings;
import ats.platform.http.Method;
import ats.platform.http.Reply;
import ats.platform.http.Role;
import ats.platform.http.Route;
import ats.platform.metrics.Metrics;
import ats.platform.service.Health;

/// Says how a process with one service in it is, to whoever watches over it.
final class LoneHealth {

    private LoneHealth() {}

    /// Probes ask by address; those that collect metrics ask by the service's name.
    static HttpServer serve(
            String name, Configuration configuration, Metrics metrics, Supplier<Health> health) {
        var http = configuration.section(HttpSettings.class);
        var names = new ArrayList<>(http.allowedHosts());
        names.add(name);
        return HttpServer.builder(metrics)
                .title(name)
                .bind(new HttpSettings(http.host(), http.port(), names))
                .routes(
                        List.of(
                                open("/health/live", _ -> told(health.get(), Health::live)),
                                open("/health/ready", _ -> told(health.get(), Health::ready)),
                                open("/metrics", _ -> Reply.text(metrics.scrape()))))
                .start();
    }

    private static Reply told(Health health, Predicate<Health> well) {
        return well.test(health)
                ? Reply.json(Map.of("status", "ok", "detail", health.detail()))
                : Reply.error(503, health.detail());
    }

    private static Route open(String path, Endpoint endpoint) {
        return new Route(Method.GET, path, Role.OPEN, endpoint);
    }
}
