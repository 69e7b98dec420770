package ats.simulator.source;

import module java.base;

import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.CorporateAction.Dividend;
import ats.domain.CorporateAction.Split;
import ats.domain.Price;
import ats.domain.Session;
import ats.domain.Symbol;
import ats.simulator.market.MarketDriver;

/// The factor files: splits and dividends as the steps between their rows.
final class LeanFactors {
    /// Real splits are made of small numbers; the files keep rounded quotients.
    private static final long LARGEST_TERM = 100;

    private static final MathContext DIGITS = MathContext.DECIMAL64;

    private final Symbol symbol;
    private final Calendar calendar;
    private final List<CorporateAction> actions = new ArrayList<>();

    /// The events of the file under that symbol; none without a file.
    static List<CorporateAction> read(Path file, Symbol symbol, Calendar calendar) {
        if (!Files.exists(file)) {
            return List.of();
        }
        var factors = new LeanFactors(symbol, calendar);
        var rows = rows(file);
        for (int i = 0; i + 1 < rows.size(); i++) {
            factors.step(rows.get(i), rows.get(i + 1), file);
        }
        return factors.actions;
    }

    private LeanFactors(Symbol symbol, Calendar calendar) {
        this.symbol = symbol;
        this.calendar = calendar;
    }

    private static List<Row> rows(Path file) {
        var rows = new ArrayList<Row>();
        for (var line : LeanText.lines(file)) {
            var before = rows.stream().map(Row::date).reduce((_, last) -> last);
            rows.add(Row.of(line, before, file));
        }
        return rows;
    }

    private void step(Row row, Row next, Path file) {
        boolean pays = row.price().compareTo(next.price()) != 0;
        boolean splits = row.split().compareTo(next.split()) != 0;
        if (!pays && !splits) {
            return;
        }
        var session = after(row, file);
        if (pays) {
            pay(row, next, session);
        }
        if (splits) {
            split(row, next, session);
        }
    }

    /// The first session that the change is true of.
    private Session after(Row row, Path file) {
        try {
            return calendar.after(row.date());
        } catch (IllegalArgumentException unknown) {
            throw row.line().bad(String.valueOf(unknown.getMessage()), file);
        }
    }

    private void pay(Row row, Row next, Session session) {
        var kept = row.price().divide(next.price(), DIGITS);
        var perShare =
                row.reference()
                        .multiply(BigDecimal.ONE.subtract(kept))
                        .setScale(2, RoundingMode.HALF_EVEN);
        if (perShare.signum() > 0) {
            actions.add(
                    new Dividend(
                            symbol,
                            session.date(),
                            session.open(),
                            learned(session),
                            Price.from(perShare)));
        }
    }

    private void split(Row row, Row next, Session session) {
        var terms = nearest(row.split().divide(next.split(), DIGITS));
        if (terms.from() != terms.to()) {
            actions.add(
                    new Split(
                            symbol,
                            session.date(),
                            session.open(),
                            learned(session),
                            terms.from(),
                            terms.to()));
        }
    }

    private static long learned(Session session) {
        return session.open() - MarketDriver.BEFORE_OPEN_NANOS;
    }

    /// The fraction `from / to` closest to the quotient, the smaller terms where two are as close.
    static Terms nearest(BigDecimal quotient) {
        var best = new Terms(1, 1);
        var least = quotient.subtract(BigDecimal.ONE).abs();
        for (long to = 1; to <= LARGEST_TERM; to++) {
            long rounded =
                    quotient.multiply(BigDecimal.valueOf(to))
                            .min(BigDecimal.valueOf(LARGEST_TERM))
                            .setScale(0, RoundingMode.HALF_UP)
                            .longValue();
            long from = Math.clamp(rounded, 1, LARGEST_TERM);
            var value = BigDecimal.valueOf(from).divide(BigDecimal.valueOf(to), DIGITS);
            var distance = quotient.subtract(value).abs();
            if (distance.compareTo(least) < 0) {
                best = new Terms(from, to);
                least = distance;
            }
        }
        return best;
    }

    /// `to` shares come out of `from`.
    record Terms(long from, long to) {}

    private record Row(
            LeanText.Line line,
            LocalDate date,
            BigDecimal price,
            BigDecimal split,
            BigDecimal reference) {
        static Row of(LeanText.Line line, Optional<LocalDate> before, Path file) {
            if (line.fields().length < 4) {
                throw line.bad("a factor row is date,price,split,reference", file);
            }
            var reference = line.decimal(3, file);
            if (reference.signum() < 0) {
                throw line.bad("'" + line.fields()[3] + "' is not a price", file);
            }
            return new Row(
                    line,
                    line.date(0, before, file),
                    factor(line, 1, file),
                    factor(line, 2, file),
                    reference);
        }

        private static BigDecimal factor(LeanText.Line line, int field, Path file) {
            var factor = line.decimal(field, file);
            if (factor.signum() <= 0) {
                throw line.bad(
                        "'" + line.fields()[field] + "' is not a factor: it is above 0", file);
            }
            return factor;
        }
    }
}
