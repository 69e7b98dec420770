package ats.launcher;

import module java.base;

import ats.adapters.postgres.Database;
import ats.adapters.postgres.PostgresActionStore;
import ats.adapters.postgres.PostgresFlowStore;
import ats.adapters.postgres.PostgresForecastStore;
import ats.adapters.postgres.PostgresJobStore;
import ats.adapters.postgres.PostgresMarketStore;
import ats.adapters.postgres.PostgresModelStore;
import ats.adapters.postgres.PostgresMonitorStore;
import ats.adapters.postgres.PostgresPartStore;
import ats.adapters.postgres.PostgresRequestStore;
import ats.adapters.postgres.PostgresVectorStore;
import ats.adapters.xgboost.XgboostSettings;
import ats.adapters.xgboost.XgboostTrainer;
import ats.domain.Timeframe;
import ats.learning.drift.DataDrift;
import ats.learning.gate.Gate;
import ats.learning.policy.Challenge;
import ats.learning.policy.Policy;
import ats.learning.policy.Rollback;
import ats.platform.config.Configuration;
import ats.platform.service.Service;
import ats.services.continuouslearning.ContinuousLearning;
import ats.services.continuouslearning.LearningSettings;
import ats.services.featureengineering.FeatureEngineering;
import ats.services.featureengineering.FeatureSettings;
import ats.services.modeltraining.ModelTraining;
import ats.services.modeltraining.TrainingSettings;
import ats.services.systemcontroller.LearningStores;
import ats.services.tradingstrategy.TradingStrategy;
import ats.strategy.Setup;

/// The three services that learn, over one database and one folder of models.
record Brain(
        FeatureEngineering features,
        ModelTraining training,
        ContinuousLearning learning,
        TradingStrategy.Intelligence intelligence,
        LearningStores stores) {

    private static final long DAY = 86_400_000_000_000L;
    private static final int DAYS_A_YEAR = 365;

    /// What a position costs on each side: half a spread of two basis points.
    private static final double COST_PER_SIDE = 0.0001;

    /// Bars that are at least so long are few, and each is a row of its own.
    private static final Duration LONG = Duration.ofMinutes(30);

    /// Where it stands. `historyFrom` is the first day that features see; `flow` says whether there
    /// is a vendor of options flow.
    record Ground(
            LearningKeys keys,
            Setup setup,
            LocalDate historyFrom,
            boolean flow,
            Home home,
            Database database) {}

    /// Nothing where learning is switched off. `flow` says whether there is options flow.
    static Optional<Brain> of(
            Configuration configuration,
            Running.Ground ground,
            Setup setup,
            LocalDate historyFrom,
            boolean flow) {
        var keys = configuration.section(LearningKeys.class);
        if (!keys.enabled()) {
            return Optional.empty();
        }
        var place =
                new Ground(
                        keys, setup, historyFrom, flow, ground.home(), ground.stores().database());
        return Optional.of(of(place));
    }

    private static Brain of(Ground ground) {
        var database = ground.database();
        var models = new PostgresModelStore(database);
        var folder = new ModelFolder(ground.home());
        return new Brain(
                features(ground),
                new ModelTraining(
                        new ModelTraining.Needs(
                                new PostgresJobStore(database),
                                models,
                                trainer(ground.keys()),
                                ground.setup().hours(),
                                training(ground.keys(), ground.setup().calendar()))),
                learning(ground, folder),
                new TradingStrategy.Intelligence(
                        () -> models.champion().map(model -> model.hash()).orElse(""), folder),
                stores(database, ground.keys()));
    }

    /// What a database has of learning.
    static LearningStores stores(Database database, LearningKeys keys) {
        return new LearningStores(
                FeatureFiles.read(keys.features()),
                new PostgresModelStore(database),
                new PostgresJobStore(database),
                new PostgresRequestStore(database),
                new LearningStores.Watched(
                        new PostgresVectorStore(database),
                        new PostgresForecastStore(database),
                        new PostgresMonitorStore(database)));
    }

    List<Service> services() {
        return List.of(features, training, learning);
    }

    static Supplier<ats.learning.model.Trainer> trainer(LearningKeys keys) {
        int cores = Runtime.getRuntime().availableProcessors();
        int threads = keys.threads() == 0 ? Math.max(1, cores - 1) : keys.threads();
        var settings = new XgboostSettings(threads, XgboostSettings.Device.ANY, 20);
        return () -> new XgboostTrainer(settings);
    }

    static TrainingSettings training(LearningKeys keys, String calendar) {
        return new TrainingSettings(
                keys.grid().stream().map(words -> words.replace(' ', ',')).toList(),
                keys.folds(),
                keys.embargo(),
                COST_PER_SIDE,
                Gate.USUAL,
                calendar,
                Version.text());
    }

    private static FeatureEngineering features(Ground ground) {
        var database = ground.database();
        var stores =
                new ats.services.featureengineering.Stores(
                        new PostgresMarketStore(database),
                        new PostgresActionStore(database),
                        ground.flow()
                                ? Optional.of(new PostgresFlowStore(database))
                                : Optional.empty(),
                        new PostgresVectorStore(database),
                        new PostgresJobStore(database),
                        new PostgresPartStore(database));
        var setup = ground.setup();
        var settings =
                new FeatureSettings(
                        FeatureFiles.read(ground.keys().features()),
                        setup.symbols(),
                        setup.timeframe(),
                        ground.historyFrom());
        return new FeatureEngineering(
                new FeatureEngineering.Needs(settings, setup.hours(), stores, Version.text()));
    }

    private static ContinuousLearning learning(Ground ground, ModelFolder folder) {
        var database = ground.database();
        var stores =
                new ats.services.continuouslearning.Stores(
                        new PostgresJobStore(database),
                        new PostgresModelStore(database),
                        new ats.services.continuouslearning.Stores.Watch(
                                new PostgresVectorStore(database),
                                new PostgresForecastStore(database),
                                new PostgresMonitorStore(database)),
                        new PostgresRequestStore(database),
                        new PostgresMarketStore(database),
                        new PostgresActionStore(database));
        return new ContinuousLearning(
                new ContinuousLearning.Needs(
                        settings(ground), ground.setup().hours(), stores, folder::bundle));
    }

    private static LearningSettings settings(Ground ground) {
        var keys = ground.keys();
        var timeframe = ground.setup().timeframe();
        return new LearningSettings(
                ground.setup().symbols(),
                timeframe,
                keys.label().isEmpty() ? label(ground) : keys.label(),
                keys.every() == 0 ? longBars(timeframe) ? 1 : 5 : keys.every(),
                keys.seed(),
                keys.visibleAfter(),
                keys.window(),
                keys.shadows(),
                rules(keys));
    }

    static LearningSettings.Rules rules(LearningKeys keys) {
        var usual = Policy.USUAL;
        var policy =
                new Policy(
                        keys.withoutChampion(),
                        usual.driftedShare(),
                        usual.leastSkill(),
                        usual.sureness(),
                        keys.age(),
                        keys.coolDownDays() * DAY,
                        keys.budget(),
                        DAYS_A_YEAR * DAY);
        return new LearningSettings.Rules(
                policy, Challenge.USUAL, Rollback.USUAL, COST_PER_SIDE, DataDrift.Settings.USUAL);
    }

    private static boolean longBars(Timeframe timeframe) {
        return timeframe.nanos() >= LONG.toNanos();
    }

    /// A session of long bars, a quarter of an hour of short ones.
    private static String label(Ground ground) {
        var timeframe = ground.setup().timeframe();
        var session = ground.setup().hours().after(ground.historyFrom());
        long bars =
                longBars(timeframe)
                        ? Math.ceilDiv(session.close() - session.open(), timeframe.nanos())
                        : Math.max(1, Duration.ofMinutes(15).toNanos() / timeframe.nanos());
        return "forward:lag=1,bars=" + bars;
    }
}
