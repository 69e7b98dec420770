package ats.launcher;

import module java.base;

import ats.adapters.postgres.LocalDatabase;
import ats.platform.Fault;

import org.jspecify.annotations.Nullable;

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

    @Override
    public Integer call() {
        var home = option.home();
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

    private static boolean agreed(Home home, List<Path> found) {
        var names =
                found.stream()
                        .map(path -> path.getFileName().toString())
                        .collect(Collectors.joining(", "));
        System.err.print(
                "Delete "
                        + names
                        + " in "
                        + home.folder()
                        + ", with all orders, positions and prices? Write yes: ");
        System.err.flush();
        var answer = line();
        if (answer == null) {
            throw Fault.misuse("nobody answers; write ./ats reset --yes to delete without asking");
        }
        return answer.strip().equalsIgnoreCase("yes");
    }

    private static @Nullable String line() {
        try {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                    .readLine();
        } catch (IOException unreadable) {
            return null;
        }
    }

    /// One that outlived a killed program would go on writing into deleted files.
    private static void stopDatabase(Home home) {
        if (Files.exists(home.database().resolve("postmaster.pid"))) {
            LocalDatabase.start(home.database(), home.run()).close();
        }
    }
}
