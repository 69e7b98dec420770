package ats.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.platform.config.Configuration;

/// The command line in this JVM, in a project folder of its own: what stands in its `.env` is all
/// that is configured.
final class Shell implements AutoCloseable {

    private static final String ROOT = "ats.root";

    private final Path project;
    private final Path home;
    private final String before = System.getProperty(ROOT, ".");

    /// What a command printed, and how it ended.
    record Said(int status, String out, String err) {

        /// Fails unless it was refused so, in one line with all of these words.
        void refused(int status, String... words) {
            assertThat(this.status).as(out + err).isEqualTo(status);
            assertThat(err).hasLineCount(1).startsWith("ats: ").contains(words);
        }

        Said succeeded() {
            assertThat(status).as(out + err).isZero();
            return this;
        }
    }

    Shell(Path folder) {
        project = folder.resolve("project");
        home = folder.resolve("home");
        assertThat(System.getenv().keySet())
                .as("variables that would win over a test's .env; unset them")
                .noneMatch(name -> name.matches("(ATS|ALPACA|MASSIVE|POLYGON|UNUSUAL_WHALES)_.*"));
        set();
        System.setProperty(ROOT, project.toString());
    }

    Path home() {
        return home;
    }

    /// Writes the `.env` anew.
    Shell set(String... lines) {
        var all = new ArrayList<>(List.of("ATS_HOME=" + home, "ATS_HTTP_PORT=0"));
        all.addAll(List.of(lines));
        return file(".env", String.join("\n", all) + "\n");
    }

    /// Writes a file of the project, such as `config/defaults.yaml`.
    Shell file(String name, String text) {
        try {
            var path = project.resolve(name);
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, text);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Configuration configuration() {
        return Settings.load(Map.of());
    }

    Said run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var usualOut = System.out;
        var usualErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int status = Main.run(arguments);
            return new Said(
                    status,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(usualOut);
            System.setErr(usualErr);
        }
    }

    /// Fails if a database was started, or anything else written down.
    void nothingWasStarted() {
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Override
    public void close() {
        System.setProperty(ROOT, before);
    }
}
