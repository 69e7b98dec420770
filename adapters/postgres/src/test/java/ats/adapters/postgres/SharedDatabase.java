package ats.adapters.postgres;

import module java.base;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One embedded server for all test classes; each test takes an account and symbols of its own.
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

    record Opened(Path folder, LocalDatabase server, Database database) implements AutoCloseable {

        static Opened fresh() {
            try {
                Files.createDirectories(Path.of("target"));
                var folder = Files.createTempDirectory(Path.of("target"), "shared-");
                var server = LocalDatabase.start(folder.resolve("postgres"), RUN_FOLDER);
                return new Opened(folder, server, Database.open(server.address()));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() throws IOException {
            database.close();
            server.close();
            FolderFaults.deleteTree(folder);
        }
    }
}
