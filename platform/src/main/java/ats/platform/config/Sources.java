package ats.platform.config;

import module java.base;

/// Where values come from, weakest first after the records' defaults.
///
/// @param folder holds `defaults.yaml` and one file per environment; either may be absent
/// @param dotEnv the `.env` file; may be absent
/// @param variables the process's environment
/// @param overrides key to value, from the command line
public record Sources(
        Path folder, Path dotEnv, Map<String, String> variables, Map<String, String> overrides) {
    public Sources {
        variables = Map.copyOf(variables);
        overrides = Map.copyOf(overrides);
    }

    /// The usual places under a project's root, and this process's environment.
    public static Sources under(Path root, Map<String, String> overrides) {
        return new Sources(
                root.resolve("config"), root.resolve(".env"), System.getenv(), overrides);
    }
}
