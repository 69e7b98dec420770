package ats.platform.config;

import ats.platform.Fault;

import module java.base;

/// The values in force, each with where it came from. Weakest first: the records' defaults,
/// `defaults.yaml`, the environment's file, `.env`, environment variables, files that a variable
/// ending in `_FILE` names, the command line.
public final class Configuration {
    private final String environment;
    private final Map<Class<?>, Record> sections;
    private final List<Setting> settings;
    private final List<Secret> secrets;

    /// Throws one MISUSE fault that lists every error, a line each.
    public static Configuration load(Sources sources, List<Section<?>> sections) {
        return new Loading(sources, sections).run();
    }

    Configuration(
            Raw environment,
            Map<Class<?>, Record> sections,
            List<Setting> settings,
            List<Secret> secrets) {
        this.environment = environment.text();
        this.sections = sections;
        this.settings = settings;
        this.secrets = secrets;
    }

    /// development, staging or production.
    public String environment() {
        return environment;
    }

    public <R extends Record> R section(Class<R> type) {
        var section = sections.get(type);
        if (section == null) throw Fault.misuse("no section was declared for " + type.getName());
        return type.cast(section);
    }

    /// Every key, sorted, after the environment's name.
    public List<Setting> explain() {
        return settings;
    }

    /// The secrets in force, for the log's mask.
    public List<Secret> secrets() {
        return secrets;
    }
}
