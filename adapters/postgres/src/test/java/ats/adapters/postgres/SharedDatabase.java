package ats.adapters.postgres;

import module java.base;

import ats.platform.config.Secret;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One server for all test classes; each test takes an account and symbols of its own. It is an
/// embedded one unless the system properties `ats.database.url`, `ats.database.user` and
/// `ats.database.password` (a file) name another, whose database the tests may fill.
final class SharedDatabase implements ParameterResolver {

    static final Path RUN_FOLDER = Path.of("target", "programs");

    private static final AtomicInteger NAMES = new AtomicInteger();

    static String freshName(String start) {
        return start + NAMES.incrementAndGet();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == Database.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent("database", _ -> Opened.fresh(), Opened.class)
                .database();
    }

    record Opened(Database database, Cleanup cleanup) implements AutoCloseable {

        static Opened fresh() {
            try {
                var given = System.getProperty("ats.database.url");
                return given == null ? embedded() : given(given);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static Opened embedded() throws IOException {
            Files.createDirectories(Path.of("target"));
            var folder = Files.createTempDirectory(Path.of("target"), "shared-");
            var server = LocalDatabase.start(folder.resolve("postgres"), RUN_FOLDER);
            return new Opened(
                    Database.open(server.address()),
                    () -> {
                        server.close();
                        FolderFaults.deleteTree(folder);
                    });
        }

        private static Opened given(String url) throws IOException {
            var user = System.getProperty("ats.database.user", "ats");
            var password = Files.readString(Path.of(System.getProperty("ats.database.password")));
            var address = new DatabaseAddress(url, user, Secret.of(password.strip()));
            return new Opened(Database.open(address), () -> {});
        }

        @Override
        public void close() throws IOException {
            database.close();
            cleanup.run();
        }
    }

    /// What is left to do when the database is closed.
    private interface Cleanup {
        void run() throws IOException;
    }
}
