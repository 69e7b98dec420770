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
import ats.strategy.Setup;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Parameters;

/// Replays a journal and compares every command.
@picocli.CommandLine.Command(
        name = "replay",
        description = "Replay a journal: the same events must give the same commands.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer>, Output {

    private static final int DIFFERS = 1;

    @Parameters(paramLabel = "PATH", description = "a journal file")
    private @Nullable Path path;

    private final Deque<Command> due = new ArrayDeque<>();
    private final Journal copy = new Journal((_, _) -> {});
    private @Nullable Engine engine;
    private String difference = "";
    private long events;
    private long commands;

    @Override
    public Integer call() {
        var file = Objects.requireNonNull(path);
        if (!Files.isRegularFile(file)) {
            throw Fault.misuse(file + " is no journal file");
        }
        AppendLog.read(file, this::take);
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

    private void take(byte[] bytes) {
        if (!difference.isEmpty()) {
            return;
        }
        switch (JournalRecord.read(bytes)) {
            case JournalRecord.Opened opened -> {
                var opening = Setup.restore(opened.setup()).engine();
                opening.restore(opened.snapshot());
                engine = opening;
            }
            case JournalRecord.Happened(var event) -> happen(event);
            case JournalRecord.Commanded(var command) -> compare(command);
        }
    }

    private void happen(Event event) {
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
