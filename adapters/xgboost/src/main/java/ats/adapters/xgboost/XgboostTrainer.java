package ats.adapters.xgboost;

import module java.base;

import ats.learning.model.Checkpoint;
import ats.learning.model.Model;
import ats.learning.model.Parameters;
import ats.learning.model.Progress;
import ats.learning.model.Trainer;
import ats.learning.model.TrainingSet;
import ats.platform.Fault;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/// Trains boosted trees. Each finished model is compared with the library's own forecasts before it
/// is handed out: what the evaluator says later is, bit for bit, what was trained.
public final class XgboostTrainer implements Trainer {

    private static final String FORMAT = "ubj";

    /// So many of the rows that taught are forecast both ways.
    private static final int COMPARED = 256;

    private final XgboostSettings settings;
    private final Optional<String> gpu;

    /// Loads the library; says in one line what it lacks.
    public XgboostTrainer(XgboostSettings settings) {
        this(settings, Hardware.here());
    }

    XgboostTrainer(XgboostSettings settings, Hardware hardware) {
        NativeLibrary.require();
        this.settings = settings;
        this.gpu = chosen(settings.device(), hardware);
    }

    private static Optional<String> chosen(XgboostSettings.Device wanted, Hardware hardware) {
        return switch (wanted) {
            case CPU -> Optional.empty();
            case ANY -> hardware.gpu().filter(_ -> hardware.libraryKnowsGpus());
            case GPU -> {
                var found = hardware.gpu();
                if (found.isEmpty()) {
                    throw Fault.misuse(
                            "no GPU found to train on: install NVIDIA's driver, or ask for any"
                                    + " device");
                }
                if (!hardware.libraryKnowsGpus()) {
                    throw Fault.misuse(
                            found.get()
                                    + " is there, but this XGBoost was built without GPUs: put"
                                    + " xgboost4j-spark-gpu in its place, or ask for any device");
                }
                yield found;
            }
        };
    }

    @Override
    public String name() {
        return "xgboost " + version();
    }

    private static String version() {
        try (var in = XGBoost.class.getResourceAsStream("/xgboost4j-version.properties")) {
            if (in == null) {
                return "of unknown version";
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "of unknown version");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String device() {
        return gpu.map(name -> "gpu " + name).orElse("cpu");
    }

    @Override
    public Model train(TrainingSet rows, Parameters parameters, Progress progress) {
        var told = XgboostParameters.of(parameters, settings.threads(), gpu.isPresent());
        try {
            var matrix = new Rows(rows, told.yesOrNo()).matrix();
            try {
                return new Training(rows, told, progress).on(matrix);
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError refused) {
            var reason = String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
            throw Fault.misuse("XGBoost refused to train: " + reason, refused);
        }
    }

    /// One training.
    private final class Training {
        private final TrainingSet rows;
        private final XgboostParameters told;
        private final Progress progress;

        Training(TrainingSet rows, XgboostParameters told, Progress progress) {
            this.rows = rows;
            this.told = told;
            this.progress = progress;
        }

        Model on(DMatrix matrix) throws XGBoostError {
            var kept = progress.kept();
            var booster = kept.isPresent() ? resumed(kept.get()) : fresh(matrix);
            try {
                booster.setParams(told.values());
                grow(booster, matrix, kept.map(Checkpoint::trees).orElse(0));
                var original = booster.toByteArray(FORMAT);
                var forest = Flattening.of(original, rows.featureSet());
                new Rows(rows, told.yesOrNo()).compare(booster, forest, COMPARED);
                return new Model(forest.bytes(), original);
            } finally {
                booster.dispose();
            }
        }

        private Booster fresh(DMatrix matrix) throws XGBoostError {
            return XGBoost.train(matrix, told.values(), 0, Map.of(), null, null);
        }

        private Booster resumed(Checkpoint checkpoint) throws XGBoostError {
            try {
                var booster = XGBoost.loadModel(checkpoint.bytes());
                if (booster.getNumFeature() != rows.columns()
                        || booster.getNumBoostedRound() != checkpoint.trees()
                        || checkpoint.trees() > told.trees()) {
                    booster.dispose();
                    throw Fault.misuse(
                            "the checkpoint of %d trees is of another training: delete it"
                                    .formatted(checkpoint.trees()));
                }
                return booster;
            } catch (IOException unreadable) {
                throw Fault.misuse("the checkpoint cannot be read: delete it", unreadable);
            }
        }

        private void grow(Booster booster, DMatrix matrix, int from) throws XGBoostError {
            for (int tree = from; tree < told.trees(); tree++) {
                if (!progress.goOn((double) tree / told.trees())) {
                    throw new CancellationException(
                            "cancelled after " + tree + " of " + told.trees() + " trees");
                }
                booster.update(matrix, tree);
                int grown = tree + 1;
                if (grown % settings.checkpointEvery() == 0 || grown == told.trees()) {
                    progress.keep(new Checkpoint(grown, booster.toByteArray(FORMAT)));
                }
            }
            progress.goOn(1);
        }
    }
}
