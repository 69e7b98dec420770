package ats.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

final class MetricsTest {
    @Test
    void scrapesWhatWasMeasured() {
        try (var metrics = new Metrics()) {
            metrics.counter("ats_orders", "side", "buy").increment();
            metrics.counter("ats_orders", "side", "buy").add(2);
            metrics.gauge("ats_lag", () -> 42, "topic", "bars");
            metrics.timer("ats_decide").record(1_500_000);
            assertThat(metrics.scrape())
                    .contains("ats_orders_total{side=\"buy\"} 3.0")
                    .contains("ats_lag{topic=\"bars\"} 42.0")
                    .contains("ats_decide_seconds_count 1")
                    .contains("ats_decide_seconds_sum 0.0015");
        }
    }

    @Test
    void knowsMemoryCollectionsAndThreads() {
        try (var metrics = new Metrics()) {
            assertThat(metrics.scrape())
                    .contains("jvm_memory_used_bytes")
                    .contains("jvm_gc_")
                    .contains("jvm_threads_live_threads");
        }
    }
}
