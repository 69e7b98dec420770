package ats.system;

import module java.base;

import ats.adapters.postgres.LocalDatabase;
import ats.engine.journal.JournalRecord;
import ats.platform.columns.ColumnFolder;
import ats.platform.files.Vault;
import ats.platform.log.AppendLog;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Everything that a run has left in its home, each with the market time at which it was so: what
/// it saw, learned, foresaw, decided and did.
record Traces(SortedMap<String, List<Trace>> kinds) {

    /// Each asks for a time and for what was so from that time on. What becomes known later about
    /// something older, such as the outcome of a forecast or the state of an order, is left out.
    private static final Map<String, String> QUESTIONS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry(
                                    "vectors",
                                    "SELECT learned_at, v::text FROM feature_vectors v ORDER BY 1,"
                                            + " 2"),
                            Map.entry(
                                    "forecasts",
                                    "SELECT at, concat_ws(' ', model, symbol, forecast) FROM"
                                            + " forecasts JOIN forecasters m ON m.id = model_id"
                                            + " JOIN instruments i ON i.id = symbol_id"
                                            + " ORDER BY 1, 2"),
                            Map.entry(
                                    "orders",
                                    "SELECT decided_at, concat_ws(' ', id, symbol, side, quantity,"
                                            + " pricing, time_in_force) FROM orders ORDER BY 1, 2"),
                            Map.entry(
                                    "fills",
                                    "SELECT learned_at, concat_ws(' ', execution, order_id, symbol,"
                                            + " side, quantity, price, fee, happened_at) FROM fills"
                                            + " ORDER BY booked"),
                            Map.entry(
                                    "requests for learning",
                                    "SELECT requested_at, concat_ws(' ', id, kind, request, cause,"
                                            + " visible_at) FROM jobs ORDER BY 1, 2"),
                            Map.entry(
                                    "results of learning",
                                    "SELECT visible_at, concat_ws(' ', id, state, output, reason)"
                                            + " FROM jobs ORDER BY 1, 2"),
                            Map.entry(
                                    "models",
                                    "SELECT registered_at, concat_ws(' ', hash, passed, trained_to,"
                                            + " card) FROM models ORDER BY 1, 2"),
                            Map.entry(
                                    "promotions",
                                    "SELECT at, concat_ws(' ', hash, from_stage, to_stage, who,"
                                            + " reason) FROM model_steps ORDER BY recorded"),
                            Map.entry(
                                    "trials",
                                    "SELECT visible_at, concat_ws(' ', job, configuration, sharpe)"
                                            + " FROM trials JOIN jobs ON jobs.id = job"
                                            + " ORDER BY recorded"),
                            Map.entry(
                                    "drift", "SELECT at, d::text FROM drift_looks d ORDER BY 1, 2"),
                            Map.entry(
                                    "skill", "SELECT at, s::text FROM skill_looks s ORDER BY 1, 2"),
                            Map.entry(
                                    "reigns",
                                    "SELECT at, concat_ws(' ', strategy, model) FROM"
                                            + " strategy_reigns ORDER BY recorded")));

    /// @param at market time, in epoch nanoseconds
    record Trace(long at, String text) {}

    /// Reads a home whose run is over; the database's programs are in `programs`.
    static Traces of(Path home, Path programs) {
        var kinds = new TreeMap<String, List<Trace>>();
        kinds.put("journal", journal(home.resolve("data/journal")));
        kinds.put("dataset rows", rows(new Vault(home.resolve("data/datasets"))));
        try (var local = LocalDatabase.start(home.resolve("data/postgres"), programs)) {
            var address = local.address();
            try (var connection =
                    DriverManager.getConnection(
                            address.url(), address.user(), address.password().reveal())) {
                for (var question : QUESTIONS.entrySet()) {
                    kinds.put(question.getKey(), answers(connection, question.getValue()));
                }
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }
        return new Traces(kinds);
    }

    List<String> before(String kind, long at) {
        return of(kind).filter(trace -> trace.at() < at).map(Trace::text).toList();
    }

    List<String> since(String kind, long at) {
        return of(kind).filter(trace -> trace.at() >= at).map(Trace::text).toList();
    }

    Stream<Trace> of(String kind) {
        return kinds.getOrDefault(kind, List.of()).stream();
    }

    private static List<Trace> answers(Connection connection, String question) throws SQLException {
        var answers = new ArrayList<Trace>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            while (rows.next()) {
                answers.add(new Trace(rows.getLong(1), rows.getString(2)));
            }
        }
        return answers;
    }

    /// Every record to the byte; a command, or the state at a segment's start, is of the time of
    /// the event before it.
    private static List<Trace> journal(Path folder) {
        var records = new ArrayList<Trace>();
        var now = new AtomicLong(Long.MIN_VALUE);
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                AppendLog.read(
                        file,
                        bytes -> {
                            if (JournalRecord.read(bytes)
                                    instanceof JournalRecord.Happened(var event)) {
                                now.set(event.learnedAt());
                            }
                            var text = HexFormat.of().formatHex(bytes);
                            records.add(new Trace(now.get(), text));
                        });
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return records;
    }

    /// Of the largest dataset, to the bit; a row is known when its label is.
    private static List<Trace> rows(Vault vault) {
        var largest =
                vault.names().stream()
                        .map(name -> ColumnFolder.open(vault, name))
                        .max(Comparator.comparingInt(ColumnFolder::rows))
                        .orElseThrow();
        var rows = new ArrayList<Trace>();
        for (int row = 0; row < largest.rows(); row++) {
            rows.add(new Trace(largest.longs("labelTo").get(row), text(largest, row)));
        }
        return rows;
    }

    private static String text(ColumnFolder dataset, int row) {
        var longs = Stream.of("at", "symbol", "learnedAt", "labelFrom", "labelTo");
        var floats =
                Stream.concat(
                        Stream.of("label", "realised"),
                        dataset.names().stream().filter(name -> name.startsWith("feature.")));
        return Stream.concat(
                        longs.map(name -> Long.toString(dataset.longs(name).get(row))),
                        floats.map(name -> dataset.floats(name).get(row))
                                .map(Float::floatToRawIntBits)
                                .map(Integer::toHexString))
                .collect(Collectors.joining(" "));
    }
}
