package ats.rules;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each rule for containers fails where it is broken.
final class ContainerRulesTest {

    private static final String DOCKERFILE =
            """
            # a comment that is no instruction: ADD
            ARG BASE=debian
            FROM ${BASE} AS bare
            RUN apt-get update -qq \\
                && rm -rf /var/lib/apt/lists/*
            USER 10001:10001
            HEALTHCHECK --interval=5s CMD ["/health"]
            ENTRYPOINT ["/ats"]
            FROM bare AS one
            CMD ["run", "one"]
            """;

    private static final String COMPOSE =
            """
            x-hardened: &hardened
              read_only: true
              cap_drop: [ALL]
              security_opt: ["no-new-privileges:true"]
              logging: {driver: json-file, options: {max-size: 10m, max-file: "5"}}
            services:
              one:
                <<: *hardened
                image: ats/one:${IMAGE_TAG:-local}
                build: {context: ., target: one}
                environment: {ATS_TOKEN_FILE: /run/secrets/token}
                ports: ["127.0.0.1:${PAGE_PORT:-8080}:8080"]
                networks: [inside]
                deploy: {resources: {limits: {cpus: "1.0", memory: 1G, pids: 256}}}
            networks:
              inside: {internal: true}
              outside: {}
            """;

    private static final ContainerRule RULE =
            new ContainerRule(Dockerfile.parse("Dockerfile", DOCKERFILE));

    @Test
    void allowsWhatIsHardened() {
        assertThat(RULE.violations(ComposeFile.parse("it", COMPOSE))).isEmpty();
        assertThat(Dockerfile.parse("it", DOCKERFILE).violations()).isEmpty();
        assertThat(Dockerfile.parse("it", DOCKERFILE).targets()).containsExactly("one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    read_only: true | read_only: false | is not read-only
                    [ALL] | [MKNOD] | keeps capabilities
                    networks: [inside] | cap_add: [MKNOD] | adds capabilities
                    networks: [inside] | privileged: true | is privileged
                    no-new-privileges:true | apparmor=x | may gain privileges
                    ', pids: 256' | '' | has no limit of pids
                    ', memory: 1G' | '' | has no limit of memory
                    cpus: "1.0", | '' | has no limit of cpus
                    max-size: 10m, | '' | has no max-size of logs
                    target: one | target: none | runs as root
                    target: one | target: none | has no health check
                    networks: [inside] | user: "0:0" | runs as root
                    ${IMAGE_TAG:-local} | latest | has an image without a tag of its own
                    :${IMAGE_TAG:-local} | '' | has an image without a tag of its own
                    127.0.0.1:$ | $ | opens ${PAGE_PORT:-8080}:8080 to everybody
                    networks: [inside] | restart: always | is on the default network
                    networks: [inside] | network_mode: host | has the host's or another's network
                    [inside] | [outside] | gets out by outside
                    [inside] | [elsewhere] | is on an unknown elsewhere
                    ATS_TOKEN_FILE | ATS_TOKEN | is told a secret by ATS_TOKEN
                    /run/secrets/token | "${API_KEY:-}" | is told a secret by ATS_TOKEN_FILE
                    /run/secrets/token | $API_KEY | is told a secret by ATS_TOKEN_FILE
                    {ATS_TOKEN_FILE: /run/secrets/token} | [A=b] | has its environment as a list
                    networks: [inside] | pid: host | shares the host's pid
                    networks: [inside] | volumes: ["/run/docker.sock:/d"] | can steer Docker
                    networks: [inside] | gpus: all | asks for gpus, which does nothing
                    256} | 256}, reservations: {devices: [{count: 1}]} | reserves a device
                    256} | 256}, reservations: {devices: [{count: all}]} | reserves several devices
                    networks: [inside] | healthcheck: {disable: true} | has no health check
                    networks: [inside] | healthcheck: {test: [NONE]} | has no health check
                    """)
    void findsWhatIsSoft(String good, String bad, String what) {
        var soft = COMPOSE.replace(good, bad == null ? "" : bad);
        assertThat(soft).isNotEqualTo(COMPOSE);
        assertThat(RULE.violations(ComposeFile.parse("it", soft))).contains("it: one " + what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /run/secrets/token | "${API_KEY:+there}"
                    networks: [inside] | networks: {inside: {}}
                    networks: [inside] | networks: [inside], healthcheck: {interval: 9s}
                    """)
    void allowsWhatIsOnlyNearIt(String one, String other) {
        var near = COMPOSE.replace(one, other.replace(", ", "\n    "));
        assertThat(near).isNotEqualTo(COMPOSE);
        assertThat(RULE.violations(ComposeFile.parse("it", near))).isEmpty();
    }

    @Test
    void allowsOneDeviceToTheOneThatTrains() {
        var soft =
                COMPOSE.replace("  one:", "  model-training:")
                        .replace("pids: 256}", "pids: 256}, reservations: {devices: [{count: 1}]}");
        assertThat(RULE.violations(ComposeFile.parse("it", soft))).isEmpty();
    }

    @Test
    void judgesOneThatIsAnotherWithChanges() {
        var base = ComposeFile.parse("it", COMPOSE);
        var hard = "services: {two: {extends: {file: it, service: one}, user: \"7:7\"}}";
        assertThat(RULE.violations(ComposeFile.parse("both", hard).over(base))).isEmpty();
        var soft = "services: {two: {extends: {file: it, service: one}, user: root}}";
        assertThat(RULE.violations(ComposeFile.parse("both", soft).over(base)))
                .containsExactly("both: two runs as root");
    }

    @Test
    void judgesAnOverlayTogetherWithWhatItRefines() {
        var overlay = "services: {one: {networks: [outside], read_only: false}}";
        var both = ComposeFile.parse("both", overlay).over(ComposeFile.parse("it", COMPOSE));
        assertThat(RULE.violations(both))
                .containsExactlyInAnyOrder(
                        "both: one gets out by outside", "both: one is not read-only");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    USER 10001:10001 | USER root | one runs as root
                    HEALTHCHECK --interval=5s CMD ["/health"] | EXPOSE 1 | one has no health check
                    CMD ["run", "one"] | CMD run one | CMD is not in JSON
                    CMD ["run", "one"] | ADD a b | ADD unpacks and fetches; write COPY
                    rm -rf /var/lib/apt/lists/* | true | the lists of apt-get stay in a layer
                    rm -rf /var/lib/apt/lists/* | cat <<X | a here-document
                    """)
    void findsWhatAnImageMustNotBe(String good, String bad, String what) {
        var soft = DOCKERFILE.replace(good, bad);
        assertThat(Dockerfile.parse("it", soft).violations()).contains("it: " + what);
    }

    @Test
    void findsMetricsThatNobodyPublishes() {
        var published =
                MetricRule.made(
                        """
                        metrics.gauge("trading_fills", x); metrics.counter("massive.requests");
                        metrics.timer(
                                "http_server_requests", "path");
                        """);
        var rule = new MetricRule(published);
        assertThat(
                        rule.violations(
                                "rate(massive_requests_total{job=\"ats\"}[5m]) > 1 and on() sum by"
                                        + " (service) (trading_fills) or up"
                                        + " or http_server_requests_seconds_count"))
                .isEmpty();
        assertThat(rule.violations("delta(trading_fils[5m]) > 1"))
                .containsExactly("nobody publishes trading_fils");
        assertThat(rule.violations("trading_fills_total + massive_requests"))
                .containsExactly(
                        "nobody publishes trading_fills_total",
                        "nobody publishes massive_requests");
    }

    @Test
    void knowsWhatLibrariesPublish() {
        assertThat(MetricRule.added())
                .contains("jvm_memory_used_bytes", "process_start_time_seconds")
                .contains("hikaricp_connections_timeout_total", "jvm_gc_pause_seconds_sum")
                .doesNotContain("hikaricp_connections_timeout", "jvm_");
    }

    @Test
    void findsWhatASampleLeavesOutOrInvents() {
        var asked = SampleRule.asked("a: ${ONE:-1}\nb: \"${TWO:?write TWO}\"");
        var rule = new SampleRule(asked, Set.of("THREE"));
        assertThat(rule.violations("# of one and two\nONE=1\n#TWO=2\n#THREE=3\n")).isEmpty();
        assertThat(rule.violations("# TWO=2\nONE=1\nFOUR=4\n"))
                .containsExactly("says nothing of TWO", "tells of FOUR, which nobody reads");
        assertThat(SampleRule.switchedOn("#ONE=1\nTWO=2\n")).containsExactly("TWO=2");
    }
}
