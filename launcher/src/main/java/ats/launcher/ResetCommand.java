package ats.launcher;

import module java.base;

import ats.adapters.postgres.LocalDatabase;
import ats.platform.Fault;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Forgets everything that a system has written.
@Command(
        name = "reset",
        description = "Start over: delete the data, logs, models and token of a system.",
        mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {

    private static final List<String> OURS =
            List.of("data", "logs", "models", "run", "replay", "backtest", "token");

    @Mixin private final HomeOption option = new HomeOption();

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    private final Function<String, Optional<String>> person;

    ResetCommand() {
        this(ResetCommand::askedOnTerminal);
    }

    /// The one who answers the question; empty where nobody sits.
    ResetCommand(Function<String, Optional<String>> person) {
        this.person = person;
    }

    @Override
    public Integer call() {
        var home = option.home();
        requireOurs(home);
        var found = OURS.stream().map(home.folder()::resolve).filter(Files::exists).toList();
        if (found.isEmpty()) {
            System.out.println("nothing to delete in " + home.folder());
            return 0;
        }
        try (var _ = home.claim()) {
            if (!yes && !agreed(home, found)) {
                System.out.println("nothing was deleted");
                return 1;
            }
            stopDatabase(home);
            // the lock's own folder goes last, while it is held
            found.stream()
                    .sorted(Comparator.comparing(path -> path.endsWith("run")))
                    .forEach(Homes::remove);
        }
        System.out.println("deleted; the next ./ats run starts over in " + home.folder());
        return 0;
    }

    /// A folder named by mistake may have a `data` of somebody else's.
    private static void requireOurs(Home home) {
        boolean data =
                Stream.of("data", "models")
                        .anyMatch(each -> Files.exists(home.folder().resolve(each)));
        boolean ours =
                Files.exists(home.run().resolve("ats.lock")) || Files.exists(home.database());
        if (data && !ours) {
            throw Fault.misuse(
                    home.folder() + " has data that ats did not write; nothing was deleted");
        }
    }

    private boolean agreed(Home home, List<Path> found) {
        var names =
                found.stream()
                        .map(path -> path.getFileName().toString())
                        .collect(Collectors.joining(", "));
        var question =
                "Delete "
                        + names
                        + " in "
                        + home.folder()
                        + ", with all orders, positions and prices? Write yes: ";
        return person.apply(question)
                .orElseThrow(
                        () ->
                                Fault.misuse(
                                        "nobody can be asked without a terminal; write ./ats reset"
                                                + " --yes to delete everything in "
                                                + home.folder()))
                .strip()
                .equalsIgnoreCase("yes");
    }

    private static Optional<String> askedOnTerminal(String question) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> Objects.requireNonNullElse(console.readLine("%s", question), ""));
    }

    /// One that outlived a killed program would go on writing into deleted files.
    private static void stopDatabase(Home home) {
        if (Files.exists(home.database().resolve("postmaster.pid"))) {
            try (var database = LocalDatabase.start(home.database(), home.run())) {
                if (!database.owned()) {
                    throw Fault.misuse(
                            "a service uses the database of "
                                    + home.folder()
                                    + "; stop it first, then reset");
                }
            }
        }
    }
}
