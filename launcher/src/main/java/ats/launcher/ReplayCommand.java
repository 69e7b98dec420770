package ats.launcher;

import module java.base;

import ats.engine.Command;
import ats.engine.Engine;
import ats.engine.Event;
import ats.engine.Fact;
import ats.engine.Output;
import ats.engine.journal.Journal;
import ats.engine.journal.JournalRecord;
import ats.platform.Fault;
import ats.platform.log.AppendLog;
import ats.strategy.Models;
import ats.strategy.Setup;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Replays a journal and compares every command.
@picocli.CommandLine.Command(
        name = "replay",
        description = "Replay a journal: the same events must give the same commands.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer>, Output {

    private static final int DIFFERS = 1;

    private static final String SUFFIX = ".journal";
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    @Parameters(
            paramLabel = "DAY|PATH",
            description =
                    "a day of the system's journal, such as 2026-01-05, a journal file, or a folder"
                            + " of them or the home of a run, for all of it")
    private @Nullable String what;

    @Mixin private final HomeOption home = new HomeOption();

    private final Deque<Command> due = new ArrayDeque<>();
    private final Journal copy = new Journal((_, _) -> {});
    private @Nullable Engine engine;
    private String difference = "";
    private long events;
    private long commands;

    @Override
    public Integer call() {
        for (var file : files(Objects.requireNonNull(what))) {
            AppendLog.read(file, bytes -> take(file, bytes));
        }
        if (difference.isEmpty() && engine == null) {
            throw Fault.misuse(what + " holds no journal: nothing was compared");
        }
        if (difference.isEmpty() && !due.isEmpty()) {
            difference = "the engine gives " + due.getFirst() + ", the journal ends";
        }
        if (!difference.isEmpty()) {
            System.err.println("ats: after event " + events + ": " + difference);
            return DIFFERS;
        }
        System.out.println(
                events
                        + " events, "
                        + commands
                        + " commands, the same; journalDigest "
                        + copy.digest());
        return 0;
    }

    /// Each segment begins with a snapshot and replays alone.
    private List<Path> files(String named) {
        if (DAY.matcher(named).matches()) {
            return segments(home.home().journals(), named);
        }
        var path = Path.of(named);
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            throw Fault.misuse(
                    named + " is neither a journal file, nor a folder, nor a day like 2026-01-05");
        }
        var inHome = new Home(path).journals();
        return segments(Files.isDirectory(inHome) ? inHome : path, "");
    }

    private static List<Path> segments(Path folder, String day) {
        try (var all = Files.list(Homes.made(folder))) {
            var found =
                    all.filter(file -> file.getFileName().toString().startsWith(day))
                            .filter(file -> file.toString().endsWith(SUFFIX))
                            .sorted()
                            .toList();
            if (found.isEmpty()) {
                throw Fault.misuse(
                        "there is no journal"
                                + (day.isEmpty() ? "" : " of " + day)
                                + " in "
                                + folder);
            }
            return found;
        } catch (IOException unreadable) {
            throw Fault.misuse(
                    "cannot read " + folder + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private void take(Path path, byte[] bytes) {
        if (!difference.isEmpty()) {
            return;
        }
        switch (JournalRecord.read(bytes)) {
            case JournalRecord.Opened opened -> {
                var opening = Setup.restore(opened.setup()).engine(models(path));
                opening.restore(opened.snapshot());
                engine = opening;
            }
            case JournalRecord.Happened(var event) -> happen(path, event);
            case JournalRecord.Commanded(var command) -> compare(command);
        }
    }

    /// Those of the home that the journal lies in, else of the one that was named.
    private Models models(Path path) {
        var folder = path.toAbsolutePath().normalize();
        for (int up = 0; up < 3 && folder.getParent() != null; up++) {
            folder = folder.getParent();
        }
        boolean inHome = Files.isDirectory(folder.resolve("models"));
        return new ModelFolder(inHome ? Home.of(folder) : home.home());
    }

    private void happen(Path path, Event event) {
        if (!due.isEmpty()) {
            difference = "the engine gives " + due.getFirst() + ", the journal does not";
            return;
        }
        if (engine == null) {
            throw Fault.corrupt(path + " does not begin with a segment's header");
        }
        copy.event(event);
        events++;
        engine.apply(event, this);
    }

    private void compare(Command recorded) {
        copy.command(recorded);
        commands++;
        var given = due.pollFirst();
        if (!recorded.equals(given)) {
            difference = "the journal has " + recorded + ", the engine gives " + given;
        }
    }

    @Override
    public void command(Command command) {
        due.addLast(command);
    }

    @Override
    public void fact(Fact fact) {}
}
