package ats.adapters.kafka;

import static ats.adapters.kafka.Member.await;
import static ats.adapters.kafka.Member.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.platform.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Brokers that are away: before the start, for some seconds, for too long.
final class KafkaOutageTest {
    private static final KafkaSettings.Waits DEFAULTS = KafkaSettings.Waits.DEFAULTS;

    @TempDir private Path folder = Path.of("");

    @Test
    void saysAtTheStartThatNoBrokerAnswersAndWhatToDo() {
        var servers = "localhost:" + Broker.freePort();
        var settings =
                KafkaSettings.of(servers, "ann").withWaits(waits(Duration.ofSeconds(1), DEFAULTS));
        assertThatThrownBy(() -> KafkaBus.open(settings))
                .isInstanceOf(Fault.class)
                .hasMessage(
                        "RETRYABLE: no Kafka broker answers at "
                                + servers
                                + " within 1 s: start it, or correct the bus's servers");
    }

    @Test
    void saysTheSameOfAHostThatNobodyKnows() {
        var settings = KafkaSettings.of("kafka.invalid:9092", "ann");
        assertThatThrownBy(() -> KafkaBus.open(settings))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith("RETRYABLE: no Kafka broker answers at kafka.invalid:9092");
    }

    @Test
    void aBrokerThatIsAwayForSecondsLosesNothing() throws InterruptedException {
        try (var broker = new Broker(folder);
                var member = new Member(settings(broker), "bars", "one");
                var ann = KafkaBus.open(settings(broker))) {
            var publishing = Thread.ofVirtual().unstarted(() -> publishInstants(ann, 300));
            publishing.start();
            await("the first instants", () -> member.handled().size() > 300);
            broker.stop();
            Thread.sleep(3_000);
            broker.start();
            publishing.join();
            await("everything", () -> member.handled().contains("ann:299*"));
            assertFirstHandledInOrder(member.handled(), 300);
        }
    }

    @Test
    void aBrokerThatIsAwayForTooLongFailsPublishingAndHindersNoClosing() {
        try (var broker = new Broker(folder)) {
            var ann = KafkaBus.open(settings(broker).withWaits(quickDelivery()));
            ann.subscribe("bars", "one", _ -> {});
            publish(ann, "SPY", "ann:0");
            publish(ann, "", "ann:1");
            broker.stop();
            assertThatThrownBy(() -> publish(ann, "", "ann:2"))
                    .isInstanceOf(Fault.class)
                    .hasMessageStartingWith("RETRYABLE: ");
            ann.close();
            broker.start();
        }
    }

    private static KafkaSettings settings(Broker broker) {
        return KafkaSettings.of(broker.servers(), "ann");
    }

    private static KafkaSettings.Waits waits(Duration connect, KafkaSettings.Waits others) {
        return new KafkaSettings.Waits(
                connect, others.delivery(), others.absence(), others.completion());
    }

    private static KafkaSettings.Waits quickDelivery() {
        return new KafkaSettings.Waits(
                DEFAULTS.connect(),
                Duration.ofSeconds(8),
                DEFAULTS.absence(),
                DEFAULTS.completion());
    }

    private static void publishInstants(KafkaBus bus, int instants) {
        for (int instant = 0; instant < instants; instant++) {
            for (int symbol = 0; symbol < 20; symbol++) {
                publish(bus, "S" + symbol, "ann:" + instant);
            }
            publish(bus, "", "ann:" + instant);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /// Once the repeated ones are left out, every instant is whole and in its place.
    private static void assertFirstHandledInOrder(List<String> handled, int instants) {
        var bars = new int[instants];
        var marked = new LinkedHashSet<Integer>();
        for (var text : handled) {
            int instant = Integer.parseInt(text.replaceAll("\\D", ""));
            if (text.endsWith("*")) {
                assertThat(bars[instant]).as("bars before mark " + instant).isGreaterThan(19);
                marked.add(instant);
            } else {
                bars[instant]++;
            }
        }
        assertThat(marked).containsExactlyElementsOf(IntStream.range(0, instants).boxed().toList());
    }
}
