package ats.launcher;

import module java.base;

import ats.platform.json.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.databind.JsonNode;

/// Says how the running system is.
@Command(
        name = "status",
        description = "Show how the running system is; exits 3 when none runs.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    private static final int NOT_RUNNING = 3;

    @Mixin private final HomeOption option = new HomeOption();

    @Option(names = "--json", description = "print the API's answer")
    private boolean json;

    @Override
    public Integer call() {
        var home = option.home();
        var occupant = home.occupant();
        if (occupant.isEmpty()) {
            System.out.println(
                    home.taken()
                            ? "just starting on " + home.folder() + "; look again in a moment"
                            : "not running on " + home.folder() + "; start it with ./ats run");
            return NOT_RUNNING;
        }
        var who = occupant.get();
        try (var api = Api.of(home, who)) {
            var status = api.get("/api/v1/status");
            if (json) {
                System.out.println(Json.write(status));
                return 0;
            }
            System.out.println("running     pid " + who.pid() + ", page " + who.page());
            System.out.println("market      " + who.what());
            line("trading     ", status, "condition", "reason");
            line("equity      ", status, "equity");
            line("orders      ", status, "orders");
            line("fills       ", status, "fills");
            for (var service : api.get("/api/v1/services")) {
                line("service     ", service, "name", "state", "detail");
            }
            return 0;
        }
    }

    private static void line(String label, JsonNode node, String... fields) {
        var values =
                Arrays.stream(fields)
                        .map(field -> node.path(field).asString(""))
                        .filter(value -> !value.isBlank())
                        .collect(Collectors.joining(", "));
        System.out.println(label + values);
    }
}
