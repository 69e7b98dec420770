package ats.adapters.kafka;

import module java.base;

import ats.platform.bus.Bus;
import ats.testkit.BusContract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// What every bus promises, on twelve partitions.
@SuppressWarnings("NullAway.Init") // JUnit starts the broker before each test
final class KafkaBusContractTest extends BusContract {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static Broker broker;

    @BeforeAll
    static void start(@TempDir Path folder) {
        broker = new Broker(folder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Override
    protected Bus bus() {
        int number = COUNT.incrementAndGet();
        var settings = KafkaSettings.of(broker.servers(), "contract-" + number);
        return KafkaBus.open(settings.withPrefix("c" + number + "."));
    }
}
