package ats.engine.store;

import module java.base;

import ats.engine.Event;

/// What operators asked for, the health of services, and who did what.
public interface ControlStore {

    /// Durable and audited before anyone acts on it; returns false if the id was there already.
    boolean record(Event.Operator command);

    /// Commands not yet handled, oldest first.
    List<Event.Operator> pending();

    void handled(String commandId);

    void heartbeat(String service, String state, String detail, long at);

    List<Heartbeat> heartbeats();

    /// The last word of a service on itself; `at` is process wall time in epoch nanos.
    record Heartbeat(String service, String state, String detail, long at) {}
}
