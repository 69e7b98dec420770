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
import ats.platform.bus.InProcessBus;
import ats.platform.columns.ColumnFolder;
import ats.platform.files.Vault;
import ats.platform.lockstep.Lockstep;
import ats.testkit.MemoryActionStore;
import ats.testkit.MemoryJobStore;
import ats.testkit.MemoryMarketStore;
import ats.testkit.MemoryPartStore;
import ats.testkit.MemoryVectorStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A dataset that can't be made, or not yet: it is said why, and nothing of it is there.
final class DatasetTroubleTest {

    private static final Symbol SPY = Symbol.of("SPY");
    private static final long MINUTE = Timeframe.MINUTE.nanos();
    private static final LocalDate DAY = LocalDate.of(2024, 6, 3);
    private static final long START = Instant.parse("2024-06-03T13:30:00Z").getEpochSecond();
    private static final int BARS = 60;

    @TempDir private Path folder;
    private long now;
    private final MemoryMarketStore bars = new MemoryMarketStore();
    private final MemoryJobStore jobs = new MemoryJobStore(() -> now);

    @Test
    void namesALabelThatReachesFurtherThanTheBars() {
        save(_ -> Price.of(100));

        var job = made("forward:lag=1,bars=500");

        assertThat(job.state()).isEqualTo(State.FAILED);
        assertThat(job.result().reason())
                .contains("no bar has a label", "forward:lag=1,bars=500", "60 are too new");
        assertThat(files()).isEmpty();
    }

    @Test
    void namesPricesThatAreMissing() {
        save(_ -> new Price(0));

        var job = made("forward:lag=1,bars=2");

        assertThat(job.state()).isEqualTo(State.FAILED);
        assertThat(job.result().reason()).contains("57 are without a price", "3 are too new");
        assertThat(files()).isEmpty();
    }

    @Test
    void leavesOutAndCountsTheRowsWhoseLabelNeedsAMissingPrice() {
        save(bar -> bar == 30 ? new Price(0) : Price.of(100 + bar % 3));

        var job = made("forward:lag=1,bars=2");

        assertThat(job.state()).as(job.result().reason()).isEqualTo(State.DONE);
        var dataset = ColumnFolder.open(vault(), job.result().output());
        assertThat(dataset.about())
                .containsEntry("absent.NO_PRICE", "2")
                .containsEntry("absent.NOT_YET", "3");
        var at = dataset.longs("at");
        var taught = LongStream.range(0, dataset.rows()).map(row -> at.get((int) row)).toArray();
        assertThat(taught).doesNotContain(end(27), end(29)).contains(end(26), end(28), end(30));
        var labels = dataset.floats("label");
        for (int row = 0; row < dataset.rows(); row++) {
            assertThat(labels.get(row)).isFinite().isNotEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"datasets", "parts"})
    void waitsForAPlaceToWriteToAndLeavesNothingMeanwhile(String where) throws IOException {
        save(bar -> Price.of(100 + bar % 3));
        var place = folder.resolve(where);
        var workshop = workshop();
        Files.delete(place);
        Files.createFile(place);
        var id = file("forward:lag=1,bars=2");

        for (int look = 0; look < 3; look++) {
            assertThat(workshop.work()).isInstanceOf(Left.Waiting.class);
            now += Duration.ofSeconds(11).toNanos();
        }
        var waiting = jobs.find(id).orElseThrow();
        assertThat(waiting.state()).isEqualTo(State.RUNNING);
        assertThat(waiting.progress().doing())
                .startsWith("waits: cannot write to " + place)
                .contains("free space");
        assertThat(waiting.result()).isEqualTo(new Job.Result("", ""));

        Files.delete(place);
        Files.createDirectory(place);
        assertThat(workshop.work()).isEqualTo(new Left.Nothing());
        var done = jobs.find(id).orElseThrow();
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(files()).containsExactly(done.result().output());
        assertThat(folder.resolve("parts")).isEmptyDirectory();
    }

    private Job made(String label) {
        var id = file(label);
        workshop().work();
        return jobs.find(id).orElseThrow();
    }

    private String file(String label) {
        var request = new DatasetRequest(label, end(BARS), 1);
        var job = Job.of(Job.Kind.DATASET, request.text(), "a test", 1, 1);
        jobs.file(job);
        return job.id();
    }

    private Workshop workshop() {
        var settings =
                new FeatureSettings(
                        FeatureSet.parse("set small\nstep = close / open"),
                        List.of(SPY),
                        Timeframe.MINUTE,
                        DAY);
        var stores =
                new Stores(
                        bars,
                        new MemoryActionStore(),
                        Optional.empty(),
                        new MemoryVectorStore(),
                        jobs,
                        new MemoryPartStore(jobs, () -> now));
        var calendar = new AlwaysOpen();
        var needs = new FeatureEngineering.Needs(settings, calendar, stores, "a test");
        return new Workshop(
                needs,
                new History(settings, calendar, stores),
                new InProcessBus(Lockstep.free(), 100),
                () -> now,
                folder);
    }

    private Vault vault() {
        return new Vault(folder.resolve("datasets"));
    }

    private List<String> files() {
        try (var all = Files.list(folder.resolve("datasets"))) {
            return all.map(path -> path.getFileName().toString()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long end(int bar) {
        return START * 1_000_000_000 + (bar + 1) * MINUTE;
    }

    private void save(IntFunction<Price> price) {
        var all = new ArrayList<Bar>();
        for (int bar = 0; bar < BARS; bar++) {
            var at = price.apply(bar);
            all.add(
                    new Bar(
                            SPY,
                            end(bar) - MINUTE,
                            end(bar),
                            end(bar),
                            at,
                            at,
                            at,
                            at,
                            Quantity.of(1_000),
                            false));
        }
        bars.saveBars(Timeframe.MINUTE, all);
    }
}
