package ats.launcher;

import module java.base;

import ats.platform.Fault;
import ats.platform.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Starts the system, or one service of it.
@Command(
        name = "run",
        description = {
            "Start everything: on real vendors where keys are configured, else on a synthetic"
                    + " market; with --replay on recorded bars.",
            ""
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description = "start this service alone: ${COMPLETION-CANDIDATES}",
            completionCandidates = Names.class)
    private String service = "";

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            description =
                    "market seconds in a second, or max (default: 60; a replay's is max); closed"
                            + " hours are skipped")
    private String speed = "";

    @Option(
            names = "--replay",
            paramLabel = "PATH",
            description = "trade recorded bars: a LEAN folder, or a CSV file (.gz too)")
    private @Nullable Path replay;

    @Option(names = "--exit", description = "end when the replay is over")
    private boolean exit;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "folder of the system (default: ATS_HOME, else var)")
    private @Nullable Path home;

    @Option(names = "--port", paramLabel = "PORT", description = "port of the page, 0 for any")
    private @Nullable Integer port;

    @Mixin private final MarketOptions market = new MarketOptions();

    @Override
    public Integer call() {
        var configuration = Settings.load(overrides());
        if (!service.isEmpty()) {
            refuseMarketOptions();
            return LoneService.run(configuration, service);
        }
        if (replay != null) {
            return new Replay(configuration, market, replayed(replay)).run();
        }
        refuseReplayOptions();
        return new Running(configuration, Trade.chosen(configuration)).run();
    }

    private Replay.Order replayed(Path path) {
        return new Replay.Order(
                path,
                speed.isEmpty() ? "max" : speed,
                Optional.ofNullable(home),
                exit,
                Optional.ofNullable(port));
    }

    /// One service alone trades nothing.
    private void refuseMarketOptions() {
        var strange = market.written(MarketOptions.NAMES);
        if (!strange.isEmpty() || replay != null || exit || !speed.isEmpty()) {
            throw Fault.misuse(
                    "a service alone takes --home and --port only; write ./ats run " + service);
        }
    }

    private void refuseReplayOptions() {
        var strange =
                market.written(
                        "--from", "--live-from", "--to", "--columns", "--scale", "--calendar");
        if (!strange.isEmpty() || exit) {
            throw Fault.misuse(
                    (strange.isEmpty() ? "--exit" : strange.getFirst())
                            + " belongs to recorded bars; name them with --replay PATH");
        }
    }

    /// A replay takes what it trades from the command line alone.
    private SortedMap<String, String> overrides() {
        var overrides = replay == null ? market.overrides() : new TreeMap<String, String>();
        if (!speed.isEmpty() && replay == null) {
            overrides.put("demonstration.speed", speed);
        }
        if (home != null && replay == null) {
            overrides.put("run.home", home.toString());
        }
        if (port != null) {
            overrides.put("http.port", port.toString());
        }
        return overrides;
    }

    /// Whether log lines belong on the console: where nobody looks at a screen, somebody collects.
    static boolean logsToConsole(boolean exit) {
        return !exit && !Terminal.standard().output();
    }

    /// The services' names, for the help.
    private static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(LoneService.NAMES.stream(), Stream.of(LoneSimulator.NAME))
                    .iterator();
        }
    }
}
