package ats.launcher;

import ats.adapters.postgres.Database;
import ats.adapters.postgres.PostgresIdentity;
import ats.platform.Fault;

/// Whose prices a database holds. Invented ones and real ones never mix, whatever keys come or go.
final class Prices {

    private static final String NAME = "prices";
    private static final String REAL = "real";

    private Prices() {}

    static void requireReal(Database database) {
        require(database, REAL);
    }

    static void requireSynthetic(Database database, long seed) {
        require(database, "of synthetic market " + seed);
    }

    private static void require(Database database, String wanted) {
        var found = new PostgresIdentity(database).claimed(NAME, wanted);
        if (!found.equals(wanted)) {
            throw Fault.misuse(
                    "this database holds prices that are "
                            + found
                            + ", and now they would be "
                            + wanted
                            + ": the two never mix; set ATS_HOME or ATS_DATABASE_URL to another"
                            + " place, or start over with ./ats reset");
        }
    }
}
