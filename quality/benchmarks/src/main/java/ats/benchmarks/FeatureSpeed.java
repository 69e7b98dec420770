package ats.benchmarks;

import module java.base;

import ats.domain.AlwaysOpen;
import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.features.FeatureEngine;
import ats.features.FeatureSet;
import ats.platform.json.Json;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;

/// All features of a set, streaming: each bar of each of several instruments in turn goes through
/// that instrument's engine, and the vector is copied out. One thread. The figure is the best of
/// many short stretches, whose median stands beside it, for a machine that does other things as
/// well; the bytes are what all stretches after the first half allocated.
///
/// Arguments: the set (`alpha158`), the number of instruments (8).
final class FeatureSpeed implements Benchmark {

    private static final int INSTRUMENTS = 8;
    private static final int STRETCHES = 300;
    private static final int STRETCH = 2_000;
    private static final long SEED = 158;

    @Override
    public String name() {
        return "features";
    }

    @Override
    public String run(List<String> arguments) {
        var set = set(arguments.isEmpty() ? "alpha158" : arguments.getFirst());
        int instruments = arguments.size() < 2 ? INSTRUMENTS : Integer.parseInt(arguments.get(1));
        var engines =
                Stream.generate(() -> new FeatureEngine(set, new AlwaysOpen(), false))
                        .limit(instruments)
                        .toList();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var vector = new float[set.size()];
        int bars = STRETCH / instruments;
        var nanosPerBar = new double[STRETCHES];
        long allocated = 0;
        double checksum = 0;
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            var market = market(instruments, bars, stretch);
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long started = System.nanoTime();
            checksum += once(engines, market, vector);
            nanosPerBar[stretch] = (System.nanoTime() - started) / ((double) bars * instruments);
            bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
            allocated += stretch < STRETCHES / 2 ? 0 : bytes;
        }
        long measured = (long) bars * instruments * (STRETCHES - STRETCHES / 2);
        Arrays.sort(nanosPerBar);
        var line = new LinkedHashMap<String, Object>();
        line.put("benchmark", name());
        line.put("microsPerBar", Math.round(nanosPerBar[0]) / 1_000.0);
        line.put("medianMicros", Math.round(nanosPerBar[STRETCHES / 2]) / 1_000.0);
        line.put("bytesPerBar", Math.round(10.0 * allocated / measured) / 10.0);
        line.put("set", set.name());
        line.put("features", set.size());
        line.put("instruments", instruments);
        line.put("bars", (long) bars * instruments * STRETCHES);
        line.put("checksum", checksum);
        line.put("seed", SEED);
        return Json.write(line);
    }

    private static double once(
            List<FeatureEngine> engines, List<List<Bar>> market, float[] vector) {
        double sum = 0;
        for (var instant : market) {
            for (int index = 0; index < engines.size(); index++) {
                var engine = engines.get(index);
                engine.on(instant.get(index));
                engine.copy(vector);
                sum += Float.isNaN(vector[0]) ? 0 : vector[0];
            }
        }
        return sum;
    }

    private static FeatureSet set(String name) {
        try (var in = FeatureSet.class.getResourceAsStream(name + ".features")) {
            if (in == null) {
                throw new IllegalArgumentException("no feature set named " + name);
            }
            return FeatureSet.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// By instant, then by instrument; each run goes on where the one before ended.
    private static List<List<Bar>> market(int instruments, int bars, int run) {
        var random = new Random(SEED + run);
        var cents = new long[instruments];
        Arrays.fill(cents, 10_000);
        var market = new ArrayList<List<Bar>>(bars);
        for (int bar = 0; bar < bars; bar++) {
            long from = ((long) run * bars + bar) * Timeframe.MINUTE.nanos();
            var instant = new ArrayList<Bar>(instruments);
            for (int index = 0; index < instruments; index++) {
                long open = cents[index];
                cents[index] = Math.max(100, open + random.nextInt(-20, 21));
                instant.add(bar(index, from, open, cents[index], random));
            }
            market.add(instant);
        }
        return market;
    }

    private static Bar bar(int index, long from, long open, long close, Random random) {
        long to = from + Timeframe.MINUTE.nanos();
        return new Bar(
                Symbol.of("S" + index),
                from,
                to,
                to,
                price(open),
                price(Math.max(open, close) + random.nextInt(5)),
                price(Math.min(open, close) - random.nextInt(5)),
                price(close),
                Quantity.of(random.nextInt(1_000, 100_000)),
                false);
    }

    private static Price price(long cents) {
        return new Price(cents * 10_000_000);
    }
}
