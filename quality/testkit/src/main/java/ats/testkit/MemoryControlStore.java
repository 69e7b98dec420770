package ats.testkit;

import module java.base;

import ats.engine.Event;
import ats.engine.store.ControlStore;

/// Operators' commands and heartbeats in memory.
public final class MemoryControlStore implements ControlStore {

    private final Absence absence = new Absence();
    private final LinkedHashMap<String, Event.Operator> commands = new LinkedHashMap<>();
    private final Set<String> handled = new HashSet<>();
    private final TreeMap<String, Heartbeat> heartbeats = new TreeMap<>();

    public Absence absence() {
        return absence;
    }

    @Override
    public synchronized boolean record(Event.Operator command) {
        return absence.during(() -> commands.putIfAbsent(command.id(), command) == null);
    }

    @Override
    public synchronized List<Event.Operator> pending() {
        return absence.during(
                () ->
                        commands.values().stream()
                                .filter(command -> !handled.contains(command.id()))
                                .toList());
    }

    @Override
    public synchronized void handled(String commandId) {
        var _ = absence.during(() -> handled.add(commandId));
    }

    @Override
    public synchronized void heartbeat(String service, String state, String detail, long at) {
        var _ =
                absence.during(
                        () ->
                                Optional.ofNullable(
                                        heartbeats.put(
                                                service,
                                                new Heartbeat(service, state, detail, at))));
    }

    @Override
    public synchronized List<Heartbeat> heartbeats() {
        return absence.during(() -> List.copyOf(heartbeats.values()));
    }
}
