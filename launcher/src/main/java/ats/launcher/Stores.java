package ats.launcher;

import module java.base;

import ats.adapters.postgres.Database;
import ats.adapters.postgres.DatabaseAddress;
import ats.adapters.postgres.LocalDatabase;
import ats.platform.Fault;
import ats.platform.config.Configuration;

/// The database of a system: the one that is configured, else the embedded one of its home.
record Stores(Database database, Optional<LocalDatabase> local) implements AutoCloseable {

    /// `programs` is where the embedded server's programs are unpacked; homes may share it.
    static Stores open(Settings.DatabaseKeys keys, Home home, Path programs) {
        if (!keys.url().isEmpty()) {
            var address = new DatabaseAddress(keys.url(), keys.user(), keys.password());
            return new Stores(Database.open(address), Optional.empty());
        }
        var local = LocalDatabase.start(home.database(), programs);
        try {
            return new Stores(Database.open(local.address()), Optional.of(local));
        } catch (Fault failed) {
            local.close();
            throw failed;
        }
    }

    /// What `run` would use on that home.
    static Stores of(Configuration configuration, Home home) {
        return open(configuration.section(Settings.DatabaseKeys.class), home, home.run());
    }

    /// The home's own, as every replay has it, else what is configured.
    static Stores found(Configuration configuration, Home home) {
        return Files.exists(home.database())
                ? open(Settings.DatabaseKeys.DEFAULTS, home, home.run())
                : of(configuration, home);
    }

    @Override
    public void close() {
        database.close();
        local.ifPresent(LocalDatabase::close);
    }
}
