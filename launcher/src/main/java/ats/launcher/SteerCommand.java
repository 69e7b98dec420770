package ats.launcher;

import module java.base;

import ats.adapters.postgres.PostgresControlStore;
import ats.engine.Event;
import ats.engine.Steering;
import ats.platform.Fault;
import ats.platform.json.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Steers the running system through its API; one that does not run is stopped all the same: it
/// will find the order when it starts.
@Command(mixinStandardHelpOptions = true)
final class SteerCommand implements Callable<Integer> {

    /// What can be asked; only what makes trading stop may wait for a start.
    enum Act {
        KILL("Cancel all orders and send nothing more, until resume --rearm. Survives restarts."),
        PAUSE("Open no new risk until resume; positions and protective orders stay."),
        RESUME("Trade again after a pause; with --rearm also after a kill."),
        FLATTEN("Cancel all orders, close all positions, then pause.");

        private final String description;

        Act(String description) {
            this.description = description;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Act act;

    @Mixin private final HomeOption option = new HomeOption();

    @Option(names = "--reason", paramLabel = "TEXT", description = "kept in the audit")
    private String reason = "command line";

    @Option(names = "--rearm", description = "with resume: lift a kill too")
    private boolean rearm;

    SteerCommand(Act act) {
        this.act = act;
    }

    static void register(picocli.CommandLine line) {
        for (var act : Act.values()) {
            var command = new picocli.CommandLine(new SteerCommand(act));
            command.getCommandSpec().name(act.word());
            command.getCommandSpec().usageMessage().description(act.description);
            line.addSubcommand(act.word(), command);
        }
    }

    @Override
    public Integer call() {
        if (rearm && act != Act.RESUME) {
            throw Fault.misuse("--rearm belongs to resume");
        }
        var home = option.home();
        var occupant = home.occupant();
        if (occupant.isEmpty()) {
            return atRest(home);
        }
        try (var api = Api.of(home, occupant.get())) {
            if (rearm) {
                send(api, "rearm");
            }
            System.out.println(act.word() + ": " + send(api, act.word()));
        }
        return 0;
    }

    private String send(Api api, String word) {
        var answer = api.post("/api/v1/trading/" + word, new Body(reason));
        return Json.text(answer, "id").map(id -> "accepted as " + id).orElse("accepted");
    }

    /// Nothing runs here. A stop is written down for the next start; the rest would surprise.
    private int atRest(Home home) {
        var steering =
                switch (act) {
                    case KILL -> new Steering.Kill(reason);
                    case PAUSE -> new Steering.Hold("operator", reason);
                    case RESUME, FLATTEN ->
                            throw Fault.misuse(
                                    "nothing runs on "
                                            + home.folder()
                                            + "; start it with ./ats run, then "
                                            + act.word());
                };
        long at = Instant.now().toEpochMilli() * 1_000_000;
        var id = "cli-" + act.word() + "-" + at;
        try (var _ = home.claim();
                var stores = Stores.of(Settings.load(Map.of()), home)) {
            new PostgresControlStore(stores.database())
                    .record(new Event.Operator(id, "command line", steering, at, at));
        }
        System.out.println(
                act.word() + ": nothing runs on " + home.folder() + "; the next start begins so");
        return 0;
    }

    private record Body(String reason) {}
}
