package ats.launcher;

import module java.base;

import ats.adapters.postgres.PostgresModelStore;
import ats.learning.study.Notebook;
import ats.platform.Fault;
import ats.platform.files.Vault;
import ats.services.modeltraining.Recount;
import ats.strategy.Setup;

/// Makes a registered model once more, from the dataset that its card names.
final class Verification {

    private final Home home;
    private final LearningKeys keys;

    Verification(Home home, LearningKeys keys) {
        this.home = home;
        this.keys = keys;
    }

    /// The first thing that is damaged or comes out otherwise; nothing where all is the same.
    Optional<String> difference(Stores stores, String model) {
        var models = new PostgresModelStore(stores.database());
        var record =
                models.find(model)
                        .orElseThrow(() -> Fault.misuse("the database has no model " + model));
        try {
            var registered =
                    new Recount.Registered(record, new ModelFolder(home).bundle(record.hash()));
            var recount = new Recount(datasets(), Brain.trainer(keys).get(), Setup::hours);
            return recount.difference(registered, models.trials(), Notebook.NONE);
        } catch (IllegalArgumentException damaged) {
            return Optional.of(String.valueOf(damaged.getMessage()));
        } catch (Fault fault) {
            if (fault.kind() == Fault.Kind.VENUE) {
                return Optional.of(fault.reason());
            }
            throw fault;
        }
    }

    private Vault datasets() {
        return new Vault(home.data().resolve("datasets"));
    }
}
