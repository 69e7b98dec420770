package ats.benchmarks;

import module java.base;

import ats.platform.json.Json;
import ats.testkit.AtsProcess;

/// Backtests whose result other engines agree on, through the command that a user runs. It needs
/// the reference folder (`-Dats.reference`, else `../shared`).
final class OracleCases implements Benchmark {

    @Override
    public String name() {
        return "oracles";
    }

    @Override
    public String run(List<String> arguments) {
        var reference = AtsProcess.root().resolve(System.getProperty("ats.reference", "../shared"));
        var bars = reference.resolve("oracles/ema-cross/minute-bars.csv.gz").normalize();
        if (!Files.exists(bars)) {
            throw new IllegalStateException("no " + bars + "; name its folder: -Dats.reference");
        }
        var ended =
                AtsProcess.run(
                        temporary(),
                        "backtest",
                        "--strategy",
                        "ema-cross",
                        "--data",
                        bars.toString(),
                        "--columns",
                        "end=epoch_nanos_close,open=open_cents,high=high_cents,low=low_cents,"
                                + "close=close_cents,volume=volume",
                        "--scale",
                        "0.01",
                        "--bars",
                        "1m",
                        "--calendar",
                        "always",
                        "--cash",
                        "1000000",
                        "--sizing",
                        "shares:100",
                        "--costs",
                        "none");
        if (ended.status() != 0) {
            throw new IllegalStateException(ended.err());
        }
        var cases = new LinkedHashMap<String, Object>();
        cases.put("emaCrossNextOpen", ended.figures().path("equity").decimalValue());
        var line = new LinkedHashMap<String, Object>();
        line.put("benchmark", name());
        line.put("cases", cases);
        line.put("orders", ended.figures().path("orders").asLong());
        return Json.write(line);
    }

    static Path temporary() {
        try {
            return Files.createTempDirectory("ats-bench");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
