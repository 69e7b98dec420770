package ats.benchmarks;

import module java.base;

import ats.platform.json.Json;
import ats.testkit.AtsProcess;

/// kill -9 at random moments of a running demonstration, and at the worst one, when the broker has
/// an order and withholds its answer: how long until it trades again, and what the broker's books
/// then say. Seconds run from the new process's start to every service being ready.
final class Recovery implements Benchmark {

    private static final int MOMENTS = 20;
    private static final long SEED = 9;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "recover";
    }

    @Override
    public String run(List<String> arguments) {
        int moments = arguments.isEmpty() ? MOMENTS : Integer.parseInt(arguments.getFirst());
        var random = new Random(SEED);
        var home = OracleCases.temporary();
        var seconds = new ArrayList<Double>();
        try (var first = AtsProcess.start(home, Map.of(), "run")) {
            fills(first, 1);
            first.kill();
        }
        for (int moment = 0; moment < moments; moment++) {
            seconds.add(restartedAndKilled(home, Map.of(), random.nextInt(6_000)));
        }
        var withheld = Map.of("ATS_DEMONSTRATION_ANSWER", "withheld");
        seconds.add(restartedAndKilled(home, withheld, 4_000));
        try (var last = AtsProcess.start(home, Map.of(), "run")) {
            seconds.add(ready(last));
            last.interrupt();
        }
        var check = AtsProcess.run(home, "check", "--home", home.toString());
        Collections.sort(seconds);
        var line = new LinkedHashMap<String, Object>();
        line.put("benchmark", name());
        line.put("kills", moments + 2);
        line.put("seconds", seconds.get(seconds.size() / 2));
        line.put("secondsMost", seconds.getLast());
        line.put("differences", check.figures().path("differences").asInt(-1));
        line.put("ledgerSum", check.figures().path("ledgerSum").decimalValue());
        line.put("fills", check.figures().path("fills").asLong());
        line.put("seed", SEED);
        return Json.write(line);
    }

    private static double restartedAndKilled(Path home, Map<String, String> variables, int millis) {
        try (var run = AtsProcess.start(home, variables, "run")) {
            double took = ready(run);
            LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
            run.kill();
            return took;
        }
    }

    private static double ready(AtsProcess run) {
        long started = System.nanoTime();
        run.await(
                PATIENCE,
                "readiness",
                "/api/v1/services",
                services ->
                        services.valueStream().allMatch(line -> line.path("ready").asBoolean()));
        return Math.round((System.nanoTime() - started) / 1e8) / 10.0;
    }

    private static void fills(AtsProcess run, int least) {
        run.await(PATIENCE, "a fill", "/api/v1/status", now -> now.path("fills").asInt() >= least);
    }
}
