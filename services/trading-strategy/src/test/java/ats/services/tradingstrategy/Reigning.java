package ats.services.tradingstrategy;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.platform.bus.InProcessBus;
import ats.platform.metrics.Metrics;
import ats.platform.service.Context;
import ats.platform.service.Health;

/// A trading loop over a [Desk], on a thread of its own once it is started.
final class Reigning {
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final List<Health> healths = Collections.synchronizedList(new ArrayList<>());
    private final Desk desk;
    private final Context context;

    Reigning(Desk desk, Path home) {
        this.desk = desk;
        context =
                new Context(
                        "run",
                        "test",
                        home,
                        new InProcessBus(desk.notices, 100),
                        desk.clock,
                        System::nanoTime,
                        desk.notices,
                        new Metrics());
    }

    /// The first reign of an account, opened and not started.
    TradingLoop open(TradingSettings settings) throws Books.Dethroned {
        var lease = desk.keeper.take().orElseThrow();
        var stores =
                new TradingStrategy.Stores(
                        desk.store, desk.leases, desk.bars, desk.actions, desk.controls);
        var needs =
                new TradingStrategy.Needs(
                        Desk.SETUP,
                        desk.broker,
                        stores,
                        settings,
                        TradingStrategy.Intelligence.none());
        var engine = Desk.SETUP.engine();
        var heard = Heard.warmUp(engine, Desk.SETUP, stores, desk.clock);
        desk.books.begin(engine, lease, desk.clock.now());
        var reconciliation =
                new Reconciliation(desk.broker, desk.store, desk.books, desk.sender, desk.guard);
        reconciliation.begin(Desk.ACCOUNT);
        var reign =
                new TradingLoop.Reign(needs, context, heard, new AtomicBoolean(true), healths::add);
        var loop = new TradingLoop(reign, desk.books, desk.sender, desk.inbox, reconciliation);
        desk.sender.start();
        assertThat(loop.open(true)).isTrue();
        return loop;
    }

    void start(TradingLoop loop) {
        Thread.ofPlatform().start(() -> run(loop));
    }

    /// Why it ended, "" after a stop; waits for the end.
    String ended() throws InterruptedException, ExecutionException {
        return ended.get();
    }

    /// The last word on itself.
    Health health() {
        return healths.getLast();
    }

    void stop() {
        desk.inbox.put(new Notice.Stopped());
        var _ = ended.handle((_, _) -> true).join();
        desk.sender.close();
        desk.files.close();
    }

    private void run(TradingLoop loop) {
        try {
            loop.run();
            ended.complete("");
        } catch (Books.Dethroned gone) {
            ended.complete(String.valueOf(gone.getMessage()));
        } catch (InterruptedException | RuntimeException failed) {
            ended.completeExceptionally(failed);
        }
    }
}
