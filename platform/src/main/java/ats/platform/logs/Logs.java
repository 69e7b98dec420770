package ats.platform.logs;

import ats.platform.config.Secret;

import module java.base;

/// Sets up the process's log: ECS JSON in `<home>/logs/<name>.json`.
public final class Logs {
    private Logs() {}

    /// Opens the log of the service or, for the whole system, of `ats`; console lines only if asked.
    public static void start(Path home, String name, LogSettings settings, boolean console) {}

    /// From now on these values read `***` in every line.
    public static void mask(List<Secret> secrets) {}
}
