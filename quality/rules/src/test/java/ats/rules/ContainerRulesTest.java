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
                    ATS_TOKEN_FILE | ATS_TOKEN | is told a secret by ATS_TOKEN
                    """)
    void findsWhatIsSoft(String good, String bad, String what) {
        var soft = COMPOSE.replace(good, bad == null ? "" : bad);
        assertThat(soft).isNotEqualTo(COMPOSE);
        assertThat(RULE.violations(ComposeFile.parse("it", soft))).contains("it: one " + what);
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
        var rule =
                new MetricRule(
                        "metrics.gauge(\"trading_fills\", x); counter(\"massive.requests\")");
        assertThat(
                        rule.violations(
                                "rate(massive_requests_total{job=\"ats\"}[5m]) > 1 and on() sum by"
                                        + " (service) (trading_fills) or jvm_memory_used_bytes"))
                .isEmpty();
        assertThat(rule.violations("delta(trading_fils[5m]) > 1"))
                .containsExactly("nobody publishes trading_fils");
    }
}
