package ats.testkit;

import module java.base;

import ats.platform.json.Json;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// The program as its user starts it: a process of its own, with a home of its own, which can be
/// asked, stopped and killed.
public final class AtsProcess implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private static final Pattern HEALTH = Pattern.compile("health (http://\\S+)");
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Process process;
    private final Path home;
    private final Path out;
    private final Path err;

    /// What it printed, and how it ended.
    public record Ended(int status, String out, String err) {

        /// The last line, which is JSON after a run.
        public JsonNode figures() {
            return Json.parse(out.strip().lines().reduce((_, last) -> last).orElse("{}"));
        }
    }

    /// Starts a command on that home; further variables win over the environment.
    public static AtsProcess start(Path home, Map<String, String> variables, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx640m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"));
        command.add("-Dats.root=" + root());
        command.add("-cp");
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add("ats.launcher.Main");
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(home);
            var out = Files.createTempFile("ats", ".out");
            var err = Files.createTempFile("ats", ".err");
            var builder =
                    new ProcessBuilder(command)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            var environment = builder.environment();
            environment.keySet().removeIf(AtsProcess::ours);
            environment.put("ATS_HOME", home.toString());
            environment.put("ATS_HTTP_PORT", "0");
            environment.putAll(variables);
            return new AtsProcess(builder.start(), home, out, err);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Runs a command to its end.
    public static Ended run(Path home, String... arguments) {
        try (var started = start(home, Map.of(), arguments)) {
            return started.ended(Duration.ofMinutes(5));
        }
    }

    private AtsProcess(Process process, Path home, Path out, Path err) {
        this.process = process;
        this.home = home;
        this.out = out;
        this.err = err;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    /// Waits for its end.
    public Ended ended(Duration longest) {
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still running after " + longest + ": " + out() + err());
            }
            return new Ended(process.exitValue(), out(), err());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// As `kill -9` does: nothing is said, nothing is tidied up.
    public void kill() {
        process.destroyForcibly();
        var _ = ended(Duration.ofSeconds(20));
    }

    /// As Ctrl-C does.
    public Ended interrupt() {
        signal("INT");
        return ended(Duration.ofSeconds(20));
    }

    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException("cannot signal " + pid(), failed);
        }
    }

    /// Where its page is, once it has said so.
    public URI page() {
        var printed =
                await(
                        Duration.ofSeconds(60),
                        "a page's address",
                        () ->
                                out().lines()
                                        .filter(line -> line.strip().startsWith("page "))
                                        .map(line -> line.strip().substring(5).strip())
                                        .findFirst());
        return URI.create(printed);
    }

    /// What a service by itself counts, once it says where; nothing while it does not answer.
    public Optional<String> metrics() {
        return HEALTH.matcher(out())
                .results()
                .findFirst()
                .map(found -> URI.create(found.group(1)).resolve("/metrics"))
                .flatMap(AtsProcess::scraped);
    }

    /// What the API answers.
    public JsonNode get(String path) {
        return Json.parse(answer(HttpRequest.newBuilder(page().resolve(path)).GET()).body());
    }

    /// What the API answers to a change that its operator asks for.
    public JsonNode post(String path, Map<String, String> body) {
        var request =
                HttpRequest.newBuilder(page().resolve(path))
                        .header("Authorization", "Bearer " + read(home.resolve("token")).strip())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)));
        return Json.parse(answer(request).body());
    }

    public int statusOf(String path) {
        return answer(HttpRequest.newBuilder(page().resolve(path)).GET()).statusCode();
    }

    /// Until the API's answer is as wanted; the answer is returned.
    public JsonNode await(
            Duration longest, String what, String path, Predicate<JsonNode> condition) {
        return await(longest, what, () -> tried(path).filter(condition));
    }

    /// Until there is a value; fails with everything that was printed.
    public <T> T await(Duration longest, String what, Supplier<Optional<T>> value) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() < deadline) {
            var found = value.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (!alive()) {
                throw new AssertionError("ended while waiting for " + what + ": " + out() + err());
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        throw new AssertionError("no " + what + " after " + longest + ": " + out() + err());
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
        try {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    private Optional<JsonNode> tried(String path) {
        try {
            var answer = answer(HttpRequest.newBuilder(page().resolve(path)).GET());
            return answer.statusCode() == 200
                    ? Optional.of(Json.parse(answer.body()))
                    : Optional.empty();
        } catch (UncheckedIOException notYet) {
            return Optional.empty();
        }
    }

    private static Optional<String> scraped(URI metrics) {
        try {
            return Optional.of(answer(HttpRequest.newBuilder(metrics).GET()).body());
        } catch (UncheckedIOException notYet) {
            return Optional.empty();
        }
    }

    private static HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return HTTP.send(
                    request.timeout(Duration.ofSeconds(15)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static boolean ours(String variable) {
        return variable.startsWith("ATS_")
                || variable.startsWith("ALPACA_")
                || variable.startsWith("MASSIVE_")
                || variable.startsWith("POLYGON_")
                || variable.startsWith("UNUSUAL_WHALES_");
    }

    /// The project's folder, from wherever in it the tests run.
    public static Path root() {
        var named = System.getProperty("ats.root");
        if (named != null) {
            return Path.of(named);
        }
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ats"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not inside the project");
        }
        return folder;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
