package ats.launcher;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.engine.Engine;
import ats.engine.Event;
import ats.engine.backtest.Backtest;
import ats.engine.backtest.Insight;
import ats.engine.backtest.RecordedMarket;
import ats.engine.codec.ByteWriter;
import ats.engine.exchange.SimulatedBroker;
import ats.engine.journal.Journal;
import ats.features.FeatureSet;
import ats.platform.Fault;
import ats.platform.json.Json;
import ats.platform.log.AppendLog;
import ats.simulator.source.BarSource;
import ats.strategy.Setup;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Runs the strategy over recorded bars, without a socket.
@Command(
        name = "backtest",
        description = "Trade recorded bars as fast as they can be read.",
        mixinStandardHelpOptions = true)
final class BacktestCommand implements Callable<Integer> {

    static final String ACCOUNT = "SIM1";
    static final long BAR_GRACE = Duration.ofSeconds(2).toNanos();

    @Mixin private final MarketOptions options = new MarketOptions();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            description = "a LEAN folder, or a CSV file (.gz too)")
    private @Nullable Path data;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "the home of a run whose models trade, each from the time when it did")
    private @Nullable Path models;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "where the journal goes (default: a new folder under var/backtest)")
    private @Nullable Path home;

    @Override
    public Integer call() {
        boolean learns = models != null;
        options.check();
        var calendar = options.setup(ACCOUNT, List.of(), learns).hours();
        var source = RecordedBarsFile.open(options, Objects.requireNonNull(data), calendar);
        var setup = options.setup(ACCOUNT, source.symbols(), learns);
        var folder = home == null ? Homes.fresh("backtest") : Homes.made(home);
        System.out.println(Json.write(run(new Run(source, setup, folder, calendar))));
        return 0;
    }

    /// What is traded, by whom, and where the journal goes.
    private record Run(BarSource source, Setup setup, Path folder, Calendar calendar) {}

    private Figures run(Run run) {
        var setup = run.setup;
        var calendar = run.calendar;
        long started = System.nanoTime();
        try (var memory = new PeakMemory();
                var log = AppendLog.open(fresh(run.folder.resolve("backtest.journal")))) {
            var insight = insight(calendar);
            var engine = engine(setup);
            var broker =
                    new SimulatedBroker(
                            ACCOUNT, calendar, options.costs(), BAR_GRACE, options.cash());
            var journal = new Journal((bytes, length) -> log.append(bytes, 0, length));
            var plan =
                    new Backtest.Plan(
                            new Recorded(run.source),
                            setup.symbols(),
                            setup.timeframe(),
                            calendar,
                            BAR_GRACE,
                            options.from(),
                            options.liveFrom(),
                            options.to());
            var backtest =
                    new Backtest(
                            plan,
                            engine,
                            broker,
                            Optional.of(journal),
                            insight.map(Insight.class::cast).orElse(Insight.none()));
            backtest.warmUp();
            open(engine, journal, setup);
            backtest.open(opening());
            backtest.run();
            log.sync();
            long nanos = System.nanoTime() - started;
            return figures(
                    new Done(
                            backtest,
                            engine,
                            journal.digest(),
                            insight.map(RecordedInsight::vectors).orElse(0L)),
                    run.folder,
                    Figures.seconds(nanos),
                    memory.mebibytes());
        }
    }

    /// One journal is one run: that of an earlier run in the same folder gives way.
    private static Path fresh(Path journal) {
        try {
            Files.deleteIfExists(journal);
            return journal;
        } catch (IOException cause) {
            throw Fault.misuse("cannot replace " + journal + ": " + Homes.reason(cause), cause);
        }
    }

    private Engine engine(Setup setup) {
        return models == null ? setup.engine() : setup.engine(new ModelFolder(Home.of(models)));
    }

    /// The vectors of the features that the run's models know, and its changes of the model.
    private Optional<RecordedInsight> insight(Calendar calendar) {
        if (models == null) {
            return Optional.empty();
        }
        var home = Home.of(models);
        var changes = RecordedInsight.changes(home);
        var folder = new ModelFolder(home);
        var sets =
                changes.stream()
                        .map(Event.ModelChange::modelHash)
                        .filter(hash -> !hash.isEmpty())
                        .map(hash -> folder.bundle(hash).features())
                        .distinct()
                        .toList();
        if (sets.size() > 1) {
            throw Fault.misuse(
                    "the models of "
                            + home.folder()
                            + " have features of "
                            + sets.size()
                            + " sets; a backtest computes one");
        }
        var set = sets.isEmpty() ? FeatureFiles.read("") : FeatureSet.parse(sets.getFirst());
        return Optional.of(new RecordedInsight(set, calendar, changes));
    }

    private static void open(Engine engine, Journal journal, Setup setup) {
        var header = new ByteWriter();
        setup.save(header);
        journal.open(header.copy(), engine);
    }

    private Event opening() {
        return new Event.Account(
                new AccountActivity.Cash(
                        "opening", 0, 0, AccountActivity.Reason.TRANSFER, options.cash()));
    }

    /// A run that is over.
    private record Done(Backtest backtest, Engine engine, String journalDigest, long vectors) {}

    private static Figures figures(Done done, Path folder, BigDecimal seconds, long mebibytes) {
        var backtest = done.backtest();
        var engine = done.engine();
        var tally = backtest.tally();
        return new Figures(
                backtest.bars(),
                0,
                0,
                tally.orders(),
                tally.fills(),
                tally.denied(),
                engine.equity().decimal().stripTrailingZeros(),
                tally.maxDrawdown().decimal().stripTrailingZeros(),
                engine.ledgerSum().decimal().stripTrailingZeros(),
                backtest.positionsMatchBroker(),
                tally.tradesDigest(),
                done.journalDigest(),
                new Learned(
                        done.vectors(), List.of(), 0, List.of(), Learned.reigns(tally.reigns())),
                seconds,
                mebibytes,
                folder.toString());
    }

    /// A source of bars as the backtest reads it.
    record Recorded(BarSource source) implements RecordedMarket {

        @Override
        public OptionalLong nextEnd(long after) {
            return source.nextEnd(after);
        }

        @Override
        public List<Bar> endingAt(long at) {
            return source.endingAt(at);
        }

        @Override
        public List<CorporateAction> actions(LocalDate from, LocalDate to) {
            return source.actions(from, to);
        }
    }
}
