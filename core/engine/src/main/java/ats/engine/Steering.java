package ats.engine;

/// What an operator, or a supervisor inside the system, can ask of trading.
public sealed interface Steering {

    /// No order that opens risk until the hold of this name is released. Several holds may be in
    /// force; names are `operator`, `database`, `broker`, `reconciliation`, ...
    record Hold(String name, String reason) implements Steering {}

    record Release(String name) implements Steering {}

    /// Cancel all working orders and close all positions, then hold as `operator`.
    record Flatten(String reason) implements Steering {}

    /// Cancel all working orders and send nothing more. Latched: it survives restarts until
    /// [Rearm].
    record Kill(String reason) implements Steering {}

    /// Lets trading go on after a kill; the operator's hold stays until it is released.
    record Rearm(String reason) implements Steering {}

    /// Cancel the working orders that open risk, keep those that protect: the last words of a stop.
    record StandDown(String reason) implements Steering {}
}
