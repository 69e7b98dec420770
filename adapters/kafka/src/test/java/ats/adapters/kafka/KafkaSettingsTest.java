package ats.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.platform.Fault;

import org.junit.jupiter.api.Test;

/// What can be set, and what is refused before Kafka is asked.
final class KafkaSettingsTest {
    @Test
    void takesSeveralServers() {
        var settings = KafkaSettings.of("kafka-1:9092, 10.0.0.2:9092,[::1]:9092", "trader");
        assertThat(settings.full("market")).isEqualTo("ats.market");
        assertThat(settings.topics().partitions()).isEqualTo(12);
    }

    @Test
    void refusesServersWithoutAPort() {
        assertThatThrownBy(() -> KafkaSettings.of("kafka", "trader"))
                .hasMessage(
                        "MISUSE: Kafka's servers are host:port, with commas between; not 'kafka'");
        assertThatThrownBy(() -> KafkaSettings.of("kafka:9092,", "trader"))
                .isInstanceOf(Fault.class);
    }

    @Test
    void refusesNamesThatKafkaDoesNotTake() {
        assertThatThrownBy(() -> KafkaSettings.of("kafka:9092", "a trader"))
                .hasMessageStartingWith("MISUSE: a publisher is up to 100 letters");
        var settings = KafkaSettings.of("kafka:9092", "trader");
        assertThatThrownBy(() -> settings.full("bars/1m"))
                .hasMessageStartingWith("MISUSE: a topic or group is");
        assertThatThrownBy(() -> settings.withPrefix("ats/")).isInstanceOf(Fault.class);
    }

    @Test
    void refusesTopicsAndWaitsOfNothing() {
        assertThatThrownBy(() -> new KafkaSettings.Topics(0, 1, Duration.ofDays(1)))
                .isInstanceOf(Fault.class);
        assertThatThrownBy(() -> new KafkaSettings.Topics(1, 1, Duration.ZERO))
                .isInstanceOf(Fault.class);
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new KafkaSettings.Waits(second, second, second, Duration.ZERO))
                .isInstanceOf(Fault.class);
    }
}
