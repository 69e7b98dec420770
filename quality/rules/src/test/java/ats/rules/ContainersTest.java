package ats.rules;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.platform.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The containers' own files obey their rules.
final class ContainersTest {

    private static final Product PRODUCT = Product.here();
    private static final Path DEPLOY = PRODUCT.root().resolve("deploy");
    private static final String SAMPLE = ".env.sample";
    private static final String SECRETS = "deploy/bin/setup-secrets.sh";
    private static final Dockerfile IMAGES = dockerfile("docker/Dockerfile");
    private static final ComposeFile BASE =
            ComposeFile.parse("docker-compose.yml", text("docker-compose.yml"));

    @Test
    void everyServiceIsHardenedAndLimited() {
        assertThat(BASE.services())
                .containsKeys("system-controller", "timescaledb", "kafka", "simulator");
        assertThat(new ContainerRule(IMAGES).violations(BASE)).isEmpty();
    }

    @Test
    void everyOverlayLeavesThemSo() {
        var overlays = files(DEPLOY.resolve("compose"), ".yml");
        assertThat(overlays).hasSizeGreaterThan(5);
        for (var path : overlays) {
            var name = path.getFileName().toString();
            var overlay = ComposeFile.parse(name, Product.text(path)).over(BASE);
            assertThat(new ContainerRule(IMAGES).violations(overlay)).isEmpty();
        }
    }

    @Test
    void onlyTheControllerHasAPort() {
        var open =
                BASE.services().entrySet().stream()
                        .filter(service -> service.getValue().containsKey("ports"))
                        .map(Map.Entry::getKey);
        assertThat(open).containsExactly("system-controller");
    }

    @Test
    void everyImageIsMadeAsItShouldBe() {
        assertThat(IMAGES.targets()).hasSize(8);
        assertThat(IMAGES.violations()).isEmpty();
        assertThat(dockerfile("docker/timescaledb/Dockerfile").violations()).isEmpty();
    }

    @Test
    void alertsAndDashboardsAskForWhatIsPublished() {
        var rule = MetricRule.of(PRODUCT);
        var expressions = new ArrayList<>(alerts());
        expressions.addAll(panels());
        assertThat(expressions).hasSizeGreaterThan(25);
        assertThat(expressions).allSatisfy(each -> assertThat(rule.violations(each)).isEmpty());
    }

    @Test
    void theSampleTellsOfAllThatComposeAsks() {
        var compose = new TreeSet<>(SampleRule.asked(text("docker-compose.yml")));
        for (var overlay : files(DEPLOY.resolve("compose"), ".yml")) {
            compose.addAll(SampleRule.asked(Product.text(overlay)));
        }
        var read = PRODUCT.sources().stream().map(Product::text).collect(Collectors.joining());
        var elsewhere =
                SampleRule.told(text(SAMPLE)).stream()
                        .filter(name -> (read + text(SECRETS)).contains(name))
                        .collect(Collectors.toSet());
        assertThat(compose).hasSizeGreaterThan(20);
        assertThat(new SampleRule(compose, elsewhere).violations(text(SAMPLE))).isEmpty();
    }

    @Test
    void theSampleAsItIsOnlySwitchesTheSimulatorOn() {
        assertThat(SampleRule.switchedOn(text(SAMPLE)))
                .containsExactly("COMPOSE_PROFILES=simulator");
    }

    @Test
    void everyLineOfTheSampleIsOneThatAtsTakes(@TempDir Path folder) throws Exception {
        assertThat(complaints(folder, text(SAMPLE))).isEmpty();
        assertThat(complaints(folder, SampleRule.whole(text(SAMPLE)))).isEmpty();
        assertThat(complaints(folder, "ATS_NOBODY_KNOWS=1\n")).hasSize(1);
    }

    @Test
    void composeHandsInWhatAtsKnows(@TempDir Path folder) throws Exception {
        var handedIn =
                BASE.services().values().stream()
                        .flatMap(service -> ComposeFile.texts(service, "environment").stream())
                        .filter(name -> name.startsWith("ATS_"))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(handedIn).hasSizeGreaterThan(15);
        handedIn.remove("ATS_ENVIRONMENT");
        var lines = String.join("=strange\n", handedIn) + "=strange\n";
        assertThat(complaints(folder, lines))
                .anyMatch(line -> line.contains("'strange'"))
                .noneMatch(line -> line.contains("not a known"));
    }

    /// What `ats config` says against a `.env`, where nothing else is set.
    private static List<String> complaints(Path root, String dotEnv) throws Exception {
        Files.writeString(root.resolve(".env"), dotEnv);
        var asked =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dats.root=" + root,
                        "ats.launcher.Main",
                        "config");
        asked.environment().keySet().removeIf(name -> !name.equals("PATH"));
        asked.redirectOutput(root.resolve("told").toFile());
        var process = asked.start();
        try (var said = process.errorReader()) {
            var lines = said.readAllLines();
            assertThat(process.waitFor() == 0).isEqualTo(lines.isEmpty());
            return lines;
        }
    }

    @Test
    void theOtherSettingsParse() {
        var settings = new ArrayList<>(files(DEPLOY.resolve("monitoring"), ".yml"));
        settings.addAll(files(DEPLOY.resolve("elk"), ".yml"));
        assertThat(settings).hasSizeGreaterThan(5);
        settings.forEach(path -> assertThat(ComposeFile.yaml(Product.text(path))).isNotNull());
        var template = json(DEPLOY.resolve("elk", "index-template.json"));
        assertThat(ComposeFile.at(template, "template", "mappings", "properties", "@timestamp"))
                .isPresent();
    }

    private static List<String> alerts() {
        var rules = DEPLOY.resolve("monitoring", "prometheus", "rules.yml");
        var content = ComposeFile.map(ComposeFile.yaml(Product.text(rules)));
        return maps(content, "groups")
                .flatMap(group -> maps(group, "rules"))
                .map(rule -> rule.getOrDefault("expr", "").toString())
                .toList();
    }

    private static List<String> panels() {
        return files(DEPLOY.resolve("monitoring", "grafana", "dashboards"), ".json").stream()
                .map(ContainersTest::json)
                .flatMap(board -> maps(board, "panels"))
                .flatMap(panel -> maps(panel, "targets"))
                .map(target -> target.getOrDefault("expr", "").toString())
                .toList();
    }

    private static Stream<Map<String, Object>> maps(Map<String, Object> from, String key) {
        return from.get(key) instanceof List<?> list
                ? list.stream().map(ComposeFile::map)
                : Stream.of();
    }

    private static Map<String, Object> json(Path path) {
        return ComposeFile.map(Json.read(Product.text(path), Object.class));
    }

    private static String text(String path) {
        return Product.text(PRODUCT.root().resolve(path));
    }

    private static Dockerfile dockerfile(String path) {
        return Dockerfile.parse(path, Product.text(DEPLOY.resolve(path)));
    }

    private static List<Path> files(Path folder, String suffix) {
        try (var found = Files.walk(folder)) {
            return found.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
