package ats.platform.metrics;

import module java.base;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/// Counters, gauges and timers, read by Prometheus. Tags are given as name, value, name, value.
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /// The counter of that name and tags; a second call gives the same one.
    public Counter counter(String name, String... tags) {
        var counter = registry.counter(name, tags);
        return counter::increment;
    }

    /// Reads the source at every scrape; the first source given for a name and tags stays.
    public void gauge(String name, DoubleSupplier source, String... tags) {
        Gauge.builder(name, source::getAsDouble).tags(tags).register(registry);
    }

    public Timer timer(String name, String... tags) {
        var timer = registry.timer(name, tags);
        return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /// All values in Prometheus' text format.
    public String scrape() {
        return registry.scrape();
    }

    /// For libraries that bring their own meters.
    public MeterRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    /// Only ever grows.
    @FunctionalInterface
    public interface Counter {
        void add(double amount);

        default void increment() {
            add(1);
        }
    }

    /// How often, and how long.
    @FunctionalInterface
    public interface Timer {
        void record(long nanos);
    }
}
