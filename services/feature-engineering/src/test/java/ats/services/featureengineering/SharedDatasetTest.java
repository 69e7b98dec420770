package ats.services.featureengineering;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.AlwaysOpen;
import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.features.FeatureSet;
import ats.learning.job.DatasetRequest;
import ats.learning.job.Worker.Left;
import ats.learning.store.Job;
import ats.learning.store.Job.State;
import ats.learning.store.JobStore;
import ats.learning.store.Part;
import ats.platform.bus.InProcessBus;
import ats.platform.columns.ColumnFolder;
import ats.platform.files.Vault;
import ats.platform.lockstep.Lockstep;
import ats.testkit.MemoryActionStore;
import ats.testkit.MemoryJobStore;
import ats.testkit.MemoryMarketStore;
import ats.testkit.MemoryPartStore;
import ats.testkit.MemoryVectorStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several hands make one dataset: each some of its parts, and the whole is the same bytes.
final class SharedDatasetTest {

    /// The dataset of this market had this name before there were parts.
    private static final String NAME =
            "e30739dbf7d275e3c255006ad7d665e7d7428a9d4a616b412637e675b6dd4d6b";

    private static final FeatureSet SET =
            FeatureSet.parse("set small\nstep = close / open\naverage = Mean(close, 20) / close");
    private static final long MINUTE = Timeframe.MINUTE.nanos();
    private static final LocalDate DAY = LocalDate.of(2024, 6, 3);
    private static final long START =
            Instant.parse("2024-06-03T13:30:00Z").getEpochSecond() * 1_000_000_000L;
    private static final int BARS = 400;
    private static final List<Symbol> SYMBOLS =
            Stream.of("ALDER", "BEECH", "CEDAR", "DOGWOOD", "ELM").map(Symbol::of).toList();

    @TempDir private Path folder;
    private final AtomicLong now = new AtomicLong();
    private final MemoryMarketStore bars = new MemoryMarketStore();
    private final MemoryJobStore jobs = new MemoryJobStore(now::get);
    private final MemoryPartStore parts = new MemoryPartStore(jobs, now::get);
    private String job = "";

    @BeforeEach
    void fileTheJob() {
        SYMBOLS.forEach(symbol -> bars.saveBars(Timeframe.MINUTE, bars(symbol)));
        var request = new DatasetRequest("forward:lag=1,bars=2", START + BARS * MINUTE, 5);
        var filed = Job.of(Job.Kind.DATASET, request.text(), "a test", 1, 1);
        jobs.file(filed);
        job = filed.id();
    }

    @Test
    void oneAloneMakesWhatWasAlwaysMade() {
        var one = workshop();
        assertThat(one.work()).isEqualTo(new Left.Nothing());
        assertMade();
        assertThat(one.done()).isEqualTo(SYMBOLS.size());
    }

    @Test
    void threeAtOnceMakeTheSame() throws Exception {
        var all = List.of(workshop(), workshop(), workshop());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var works = new ArrayList<Future<?>>();
            for (var one : all) {
                works.add(threads.submit(() -> workUntilDone(one)));
            }
            for (var work : works) {
                work.get(60, TimeUnit.SECONDS);
            }
        }
        assertMade();
        assertThat(all.stream().mapToLong(Workshop::done).sum()).isEqualTo(SYMBOLS.size());
    }

    @Test
    void whoHasTheJobWaitsForPartsInOtherHands() {
        var holder = workshop();
        divideAs("other", 2);

        assertThat(holder.work()).isEqualTo(new Left.Others());
        assertThat(holder.done()).isEqualTo(3);
        var progress = jobs.find(job).orElseThrow().progress();
        assertThat(progress.doing()).isEqualTo("3 of 5 parts done");
        assertThat(progress.fraction()).isBetween(0.5, 0.6);

        now.addAndGet(JobStore.SILENCE_MAX.toNanos() + 1);
        assertThat(holder.work()).isEqualTo(new Left.Nothing());
        assertMade();
    }

    @Test
    void aHelperDoesThePartsOfAJobThatItDoesNotHave() {
        jobs.take(Job.Kind.DATASET, "holder");
        parts.divide(job, "holder", new Recipe(needs()).name(), SYMBOLS.size());
        var helper = workshop();

        assertThat(helper.work()).isEqualTo(new Left.Others());
        assertThat(helper.done()).isEqualTo(SYMBOLS.size());
        assertThat(parts.of(job)).allMatch(Part::done);
        assertThat(jobs.find(job).orElseThrow().state()).isEqualTo(State.RUNNING);

        jobs.release("holder");
        var next = workshop();
        assertThat(next.work()).isEqualTo(new Left.Nothing());
        assertThat(next.done()).as("parts made twice").isZero();
        assertMade();
    }

    @Test
    void aPartThatIsDamagedOrLostIsMadeOnceMore() throws IOException {
        jobs.take(Job.Kind.DATASET, "holder");
        parts.divide(job, "holder", new Recipe(needs()).name(), SYMBOLS.size());
        workshop().work();
        var made = new Vault(folder.resolve("parts"));
        var names = parts.of(job).stream().map(Part::result).toList();
        made.remove(names.get(1));
        Files.write(made.path(names.get(3)).resolve("label.f32"), new byte[] {1, 2, 3, 4});
        jobs.release("holder");

        var next = workshop();
        assertThat(next.work()).isEqualTo(new Left.Nothing());
        assertThat(next.done()).isEqualTo(2);
        assertMade();
    }

    @Test
    void partsOfAnotherRecipeAreNotMixedIn() {
        jobs.take(Job.Kind.DATASET, "older");
        parts.divide(job, "older", "of older code", 2);
        var older = parts.take("of older code", "older").orElseThrow();
        parts.finish(older, "older", State.DONE, "by older code");
        jobs.release("older");

        var next = workshop();
        assertThat(next.work()).isEqualTo(new Left.Nothing());
        assertThat(next.done()).isEqualTo(SYMBOLS.size());
        assertMade();
    }

    @Test
    void aJobThatIsCanceledTakesItsPartsWithIt() {
        var holder = workshop();
        divideAs("other", 2);
        assertThat(holder.work()).isEqualTo(new Left.Others());
        jobs.cancel(job);

        assertThat(workshop().work()).isEqualTo(new Left.Others());
        assertThat(holder.work()).isEqualTo(new Left.Nothing());
        assertThat(jobs.find(job).orElseThrow().state()).isEqualTo(State.CANCELED);
        assertThat(parts.of(job)).isEmpty();
        assertThat(folder.resolve("parts")).isEmptyDirectory();
        assertThat(folder.resolve("datasets")).isEmptyDirectory();
    }

    @Test
    void aPartThatCanNeverBeMadeFailsTheJobAndSaysWhy() {
        jobs.take(Job.Kind.DATASET, "holder");
        var recipe = new Recipe(needs()).name();
        parts.divide(job, "holder", recipe, SYMBOLS.size());
        var first = parts.take(recipe, "other").orElseThrow();
        parts.finish(first, "other", State.FAILED, "ALDER is no tree");
        jobs.release("holder");

        assertThat(workshop().work()).isEqualTo(new Left.Nothing());
        var failed = jobs.find(job).orElseThrow();
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.result().reason()).isEqualTo("ALDER is no tree");
        assertThat(folder.resolve("datasets")).isEmptyDirectory();
    }

    /// Somebody has so many parts of the job that nobody has now.
    private void divideAs(String taker, int held) {
        jobs.take(Job.Kind.DATASET, taker);
        var recipe = new Recipe(needs()).name();
        parts.divide(job, taker, recipe, SYMBOLS.size());
        for (int part = 0; part < held; part++) {
            assertThat(parts.take(recipe, taker)).isPresent();
        }
        jobs.release(taker);
    }

    private void workUntilDone(Workshop one) {
        while (!jobs.find(job).orElseThrow().state().over()) {
            one.work();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void assertMade() {
        var made = jobs.find(job).orElseThrow();
        assertThat(made.state()).as(made.result().reason()).isEqualTo(State.DONE);
        assertThat(made.result().output()).isEqualTo(NAME);
        var dataset = ColumnFolder.open(new Vault(folder.resolve("datasets")), NAME);
        assertThat(dataset.rows()).isEqualTo(380);
        assertThat(dataset.about()).containsEntry("absent.NOT_YET", "15");
        assertThat(folder.resolve("parts")).isEmptyDirectory();
        assertThat(parts.of(job)).isEmpty();
    }

    private Workshop workshop() {
        var needs = needs();
        return new Workshop(
                needs,
                new History(needs.settings(), needs.calendar(), needs.stores()),
                new InProcessBus(Lockstep.free(), 100),
                now::get,
                folder);
    }

    private FeatureEngineering.Needs needs() {
        var stores =
                new Stores(
                        bars,
                        new MemoryActionStore(),
                        Optional.empty(),
                        new MemoryVectorStore(),
                        jobs,
                        parts);
        var settings = new FeatureSettings(SET, SYMBOLS, Timeframe.MINUTE, DAY);
        return new FeatureEngineering.Needs(settings, new AlwaysOpen(), stores, "a test");
    }

    /// A walk that the symbol's name decides.
    private static List<Bar> bars(Symbol symbol) {
        var random = new SplittableRandom(symbol.text().hashCode());
        var all = new ArrayList<Bar>();
        long price = 100;
        for (int bar = 0; bar < BARS; bar++) {
            price = Math.max(50, price + random.nextInt(-1, 2));
            long end = START + (bar + 1) * MINUTE;
            all.add(
                    new Bar(
                            symbol,
                            end - MINUTE,
                            end,
                            end,
                            Price.of(price),
                            Price.of(price + 1),
                            Price.of(price - 1),
                            Price.of(price + random.nextInt(-1, 2)),
                            Quantity.of(1_000 + random.nextInt(100)),
                            false));
        }
        return all;
    }
}
