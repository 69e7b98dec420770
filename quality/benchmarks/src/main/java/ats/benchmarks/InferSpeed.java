package ats.benchmarks;

import module java.base;

import ats.adapters.xgboost.XgboostSettings;
import ats.adapters.xgboost.XgboostTrainer;
import ats.learning.forest.Evaluator;
import ats.learning.model.Model;
import ats.learning.model.Parameters;
import ats.learning.model.Progress;
import ats.learning.model.TrainingSet;
import ats.learning.table.Floats;
import ats.learning.table.Longs;
import ats.learning.table.Table;
import ats.platform.json.Json;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// One row at a time through 100 trees of depth 6 over 100 features with missing values: our
/// evaluator, and beside it the library that trained them. Every row is new to the caches of the
/// row, as it is live. All rows have to come out the same bit for bit, or there is no figure.
final class InferSpeed implements Benchmark {

    private static final int FEATURES = 100;
    private static final int TRAINED = 20_000;
    private static final int ROWS = 20_000;
    private static final int PASSES = 40;
    private static final int LIBRARY_ROWS = 2_000;
    private static final double MISSING = 0.05;
    private static final long SEED = 6;

    @Override
    public String name() {
        return "infer";
    }

    @Override
    public String run(List<String> arguments) {
        var random = new SplittableRandom(SEED);
        var settings = new XgboostSettings(2, XgboostSettings.Device.CPU, Integer.MAX_VALUE);
        var trainer = new XgboostTrainer(settings);
        var parameters = Parameters.parse("trees=100,max_depth=6", SEED);
        var model = trainer.train(planted(random), parameters, Progress.NONE);
        var rows = new float[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            rows[row] = row(random);
        }
        try {
            return measured(model, rows);
        } catch (XGBoostError | IOException failed) {
            throw new IllegalStateException("the library refused its own model", failed);
        }
    }

    private static String measured(Model model, float[][] rows) throws XGBoostError, IOException {
        var evaluator = model.flat().evaluator();
        var booster = XGBoost.loadModel(model.original());
        booster.setParam("nthread", 1);
        compare(evaluator, booster, rows);
        long[] ours = new long[0];
        for (int pass = 0; pass < PASSES; pass++) {
            ours = timed(evaluator, rows);
        }
        var library = timed(booster, rows);
        var line = new LinkedHashMap<String, Object>();
        line.put("benchmark", "infer");
        line.put("p50Micros", micros(ours, 0.5));
        line.put("p99Micros", micros(ours, 0.99));
        line.put("libraryP50Micros", micros(library, 0.5));
        line.put("libraryP99Micros", micros(library, 0.99));
        line.put("rows", rows.length);
        line.put("features", FEATURES);
        line.put("trees", model.flat().trees().size());
        line.put("nodes", model.flat().trees().stream().mapToInt(tree -> tree.nodes()).sum());
        line.put("bitEqual", true);
        line.put("seed", SEED);
        return Json.write(line);
    }

    private static void compare(Evaluator evaluator, Booster booster, float[][] rows)
            throws XGBoostError {
        var values = new float[rows.length * FEATURES];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, values, row * FEATURES, FEATURES);
        }
        var matrix = new DMatrix(values, rows.length, FEATURES, Float.NaN);
        var margins = booster.predict(matrix, true);
        matrix.dispose();
        for (int row = 0; row < rows.length; row++) {
            float margin = evaluator.margin(rows[row]);
            if (Float.floatToRawIntBits(margin) != Float.floatToRawIntBits(margins[row][0])) {
                throw new IllegalStateException(
                        "row %d: %s, but the library says %s"
                                .formatted(row, margin, margins[row][0]));
            }
        }
    }

    private static long[] timed(Evaluator evaluator, float[][] rows) {
        var nanos = new long[rows.length];
        float sum = 0;
        for (int row = 0; row < rows.length; row++) {
            long started = System.nanoTime();
            sum += evaluator.margin(rows[row]);
            nanos[row] = System.nanoTime() - started;
        }
        return used(nanos, sum);
    }

    private static long[] timed(Booster booster, float[][] rows) throws XGBoostError {
        var nanos = new long[LIBRARY_ROWS];
        float sum = 0;
        for (int row = 0; row < LIBRARY_ROWS; row++) {
            long started = System.nanoTime();
            var matrix = new DMatrix(rows[row], 1, FEATURES, Float.NaN);
            sum += booster.predict(matrix, true)[0][0];
            nanos[row] = System.nanoTime() - started;
            matrix.dispose();
        }
        return used(nanos, sum);
    }

    /// The sum is asked for, so that the compiler cannot leave the work out.
    private static long[] used(long[] nanos, float sum) {
        if (Float.isNaN(sum)) {
            throw new IllegalStateException("a margin is no number");
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static double micros(long[] sorted, double share) {
        return sorted[(int) (share * sorted.length)] / 1000.0;
    }

    private static TrainingSet planted(SplittableRandom random) {
        var columns = new float[FEATURES][TRAINED];
        var label = new float[TRAINED];
        for (int row = 0; row < TRAINED; row++) {
            var values = row(random);
            for (int feature = 0; feature < FEATURES; feature++) {
                columns[feature][row] = values[feature];
            }
            label[row] = (float) random.nextGaussian();
            for (int feature = 0; feature < 10; feature++) {
                label[row] += Float.isNaN(values[feature]) ? 0.2f : values[feature] * 0.2f;
            }
        }
        var at = Longs.of(LongStream.range(0, TRAINED).toArray());
        var table =
                new Table(
                        IntStream.range(0, FEATURES).mapToObj(feature -> "f" + feature).toList(),
                        Stream.of(columns).map(Floats::of).toList(),
                        new Table.Keys(at, Longs.of(new long[TRAINED]), at),
                        new Table.Outcomes(Floats.of(label), at, at, Floats.of(label)));
        return new TrainingSet(table, "bench", IntStream.range(0, TRAINED).toArray());
    }

    private static float[] row(SplittableRandom random) {
        var row = new float[FEATURES];
        for (int feature = 0; feature < FEATURES; feature++) {
            row[feature] =
                    random.nextDouble() < MISSING ? Float.NaN : (float) random.nextGaussian();
        }
        return row;
    }
}
