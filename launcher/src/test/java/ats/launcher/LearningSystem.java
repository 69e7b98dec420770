package ats.launcher;

import module java.base;

import ats.domain.AlwaysOpen;
import ats.domain.Timeframe;
import ats.features.FeatureSet;
import ats.learning.model.Bundle;
import ats.learning.model.Stage;
import ats.learning.store.ModelRecord;
import ats.learning.store.ModelRecord.Step;
import ats.platform.bus.InProcessBus;
import ats.platform.http.HttpSettings;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;
import ats.platform.service.Context;
import ats.platform.time.ProcessClock;
import ats.services.continuouslearning.ContinuousLearning;
import ats.services.continuouslearning.LearningSettings;
import ats.services.continuouslearning.Stores;
import ats.services.systemcontroller.Face;
import ats.services.systemcontroller.LearningStores;
import ats.services.systemcontroller.Pulse;
import ats.services.systemcontroller.SystemController;
import ats.testkit.EmptyBooks;
import ats.testkit.HandClock;
import ats.testkit.MemoryActionStore;
import ats.testkit.MemoryControlStore;
import ats.testkit.MemoryForecastStore;
import ats.testkit.MemoryJobStore;
import ats.testkit.MemoryMarketStore;
import ats.testkit.MemoryModelStore;
import ats.testkit.MemoryMonitorStore;
import ats.testkit.MemoryRequestStore;
import ats.testkit.MemoryVectorStore;
import ats.testkit.Registered;
import ats.testkit.SmallModel;

/// The controller and the service that obeys, in memory, as the commands find them on a home.
final class LearningSystem implements AutoCloseable {

    private static final long SECOND = 1_000_000_000L;
    private static final Bundle ANY =
            SmallModel.of(FeatureSet.parse("set one\na = close"), "{}", 0);

    final MemoryModelStore models = new MemoryModelStore();
    final MemoryJobStore jobs = new MemoryJobStore(System::nanoTime);
    private final MemoryRequestStore requests = new MemoryRequestStore();
    private final MemoryMarketStore bars = new MemoryMarketStore();
    private final MemoryVectorStore vectors = new MemoryVectorStore();
    private final MemoryForecastStore forecasts = new MemoryForecastStore();
    private final MemoryMonitorStore monitor = new MemoryMonitorStore();
    private final HandClock clock = new HandClock(100 * SECOND);
    private final Metrics metrics = new Metrics();
    private final InProcessBus bus = new InProcessBus(Lockstep.free(), 100);
    private final Home.Claim claim;
    private final SystemController controller;
    private final ContinuousLearning learning;

    LearningSystem(Home home) {
        claim = home.claim();
        controller = new SystemController(shown(home));
        learning =
                new ContinuousLearning(
                        new ContinuousLearning.Needs(
                                settings(), new AlwaysOpen(), stores(), _ -> ANY));
        var context =
                new Context(
                        "test",
                        "test",
                        home.folder(),
                        bus,
                        clock,
                        ProcessClock.system(),
                        Lockstep.free(),
                        metrics);
        controller.start(context);
        learning.start(context);
        home.announce(new Home.Running(7, controller.address().toString(), "a test", "now"));
    }

    /// A model that is watched beside the champion.
    ModelRecord shadow(String hash, long second, boolean passed) {
        models.register(Registered.model(hash, second, passed), List.of());
        var at = second * SECOND;
        models.move(
                List.of(new Step(at, hash, Stage.CANDIDATE, Stage.SHADOW, "me", "to be watched")));
        return models.find(hash).orElseThrow();
    }

    void tick() {
        clock.moveTo(clock.now() + SECOND);
    }

    @Override
    public void close() {
        learning.close();
        controller.close();
        bus.close();
        metrics.close();
        claim.close();
    }

    private SystemController.Needs shown(Home home) {
        var books = new EmptyBooks(List.of());
        return new SystemController.Needs(
                new Face("me", List.of(), Timeframe.MINUTE, "synthetic", "a test", "test", "1"),
                new SystemController.Stores(books, books, new MemoryControlStore(), bars),
                Optional.of(
                        new LearningStores(
                                FeatureSet.parse("set one\na = close"),
                                models,
                                jobs,
                                requests,
                                new LearningStores.Watched(vectors, forecasts, monitor))),
                () -> new Pulse(clock.now(), "", 0, 1),
                Map.of(),
                new HttpSettings("127.0.0.1", 0, List.of()),
                home::secret);
    }

    private Stores stores() {
        return new Stores(
                jobs,
                models,
                new Stores.Watch(vectors, forecasts, monitor),
                requests,
                bars,
                new MemoryActionStore());
    }

    private static LearningSettings settings() {
        var keys = LearningKeys.DEFAULTS;
        return new LearningSettings(
                List.of(),
                Timeframe.MINUTE,
                "forward:lag=1,bars=7",
                1,
                keys.seed(),
                keys.visibleAfter(),
                keys.window(),
                keys.shadows(),
                Brain.rules(keys));
    }
}
