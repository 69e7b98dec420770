package ats.adapters.massive;

import module java.base;

import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.CorporateAction.Dividend;
import ats.domain.CorporateAction.Split;
import ats.domain.Symbol;
import ats.platform.Fault;
import ats.platform.metrics.Metrics;
import ats.platform.rest.RestRequest;
import ats.platform.time.MarketClock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

/// Splits and dividends, from the current listing or, where a host lacks it, from the older one.
final class ActionCalendar {
    /// Keeps the address of a request below what proxies take.
    private static final int SYMBOLS_AT_ONCE = 100;

    private static final String SPLITS = "splits";
    private static final String DIVIDENDS = "dividends";

    private static final Logger LOG = LoggerFactory.getLogger(ActionCalendar.class);

    private final MassiveGateway gateway;
    private final Calendar calendar;
    private final MarketClock clock;
    private final Metrics.Counter skipped;
    private final Set<String> lacking = ConcurrentHashMap.newKeySet();

    ActionCalendar(MassiveGateway gateway, Calendar calendar, MarketClock clock, Metrics metrics) {
        this.gateway = gateway;
        this.calendar = calendar;
        this.clock = clock;
        skipped = metrics.counter("massive.rows.skipped");
    }

    List<CorporateAction> between(List<Symbol> symbols, LocalDate from, LocalDate to) {
        var wanted = new TreeSet<>(symbols);
        var found = new ArrayList<CorporateAction>();
        if (wanted.isEmpty() || from.isAfter(to)) return found;
        collect(
                new Listing(SPLITS, "execution_date", this::split),
                wanted,
                new Days(from, to),
                found);
        collect(
                new Listing(DIVIDENDS, "ex_dividend_date", this::dividend),
                wanted,
                new Days(from, to),
                found);
        // The sort is stable: on one day a symbol's split comes before its dividend.
        found.sort(
                Comparator.comparing(CorporateAction::exDate)
                        .thenComparing(CorporateAction::symbol));
        return List.copyOf(found);
    }

    private void collect(
            Listing listing, SortedSet<Symbol> wanted, Days days, List<CorporateAction> found) {
        var rows = new Rows(listing, wanted, days, found);
        var all = List.copyOf(wanted);
        for (int start = 0; start < all.size(); start += SYMBOLS_AT_ONCE) {
            var some = all.subList(start, Math.min(all.size(), start + SYMBOLS_AT_ONCE));
            if (lacking.contains(listing.name()) || !current(listing, some, days, rows)) {
                lacking.add(listing.name());
                some.forEach(symbol -> deprecated(listing, symbol, days, rows));
            }
        }
    }

    /// Whether the host knows the current listing.
    private boolean current(Listing listing, List<Symbol> some, Days days, Rows rows) {
        var names = some.stream().map(Symbol::text).collect(Collectors.joining(","));
        var target =
                "/stocks/v1/"
                        + listing.name()
                        + "?ticker.any_of="
                        + RestRequest.encoded(names)
                        + days.query(listing.dateField())
                        + "&limit=5000&sort="
                        + listing.dateField()
                        + ".asc";
        var first = gateway.pageIfKnown(target);
        first.ifPresent(body -> follow(body, target, rows));
        return first.isPresent();
    }

    /// The older listing takes one ticker at a time.
    private void deprecated(Listing listing, Symbol symbol, Days days, Rows rows) {
        var target =
                "/v3/reference/"
                        + listing.name()
                        + "?ticker="
                        + RestRequest.encoded(symbol.text())
                        + days.query(listing.dateField())
                        + "&limit=1000&order=asc&sort="
                        + listing.dateField();
        follow(gateway.page(target), target, rows);
    }

    private void follow(String firstBody, String firstTarget, Rows rows) {
        var target = firstTarget;
        var next = ResultPage.read(firstBody, rows::add).map(gateway::target);
        while (next.isPresent()) {
            if (next.get().equals(target)) throw Fault.venue("Massive's page links to itself");
            target = next.get();
            next = ResultPage.read(gateway.page(target), rows::add).map(gateway::target);
        }
    }

    private Optional<CorporateAction> split(JsonNode row, Symbol symbol, LocalDate exDate) {
        var from =
                Fields.decimal(row, "split_from").orElseThrow(() -> Fields.missing("split_from"));
        var to = Fields.decimal(row, "split_to").orElseThrow(() -> Fields.missing("split_to"));
        int scale = Math.max(0, Math.max(from.scale(), to.scale()));
        var fromTerm = from.movePointRight(scale).toBigIntegerExact();
        var toTerm = to.movePointRight(scale).toBigIntegerExact();
        if (fromTerm.signum() <= 0 || toTerm.signum() <= 0) {
            throw Fault.venue("a split of " + to + " for " + from);
        }
        var common = fromTerm.gcd(toTerm);
        long open = open(exDate);
        return Optional.of(
                new Split(
                        symbol,
                        exDate,
                        open,
                        learned(open),
                        fromTerm.divide(common).longValueExact(),
                        toTerm.divide(common).longValueExact()));
    }

    /// Nothing for a payment in another currency: there is no rate to turn it into ours.
    private Optional<CorporateAction> dividend(JsonNode row, Symbol symbol, LocalDate exDate) {
        var currency = row.path("currency").asString("USD");
        if (!currency.isBlank() && !"USD".equalsIgnoreCase(currency)) {
            throw Fault.venue("a dividend in " + currency);
        }
        var cash = Fields.price(row, "cash_amount");
        long open = open(exDate);
        return cash.zero()
                ? Optional.empty()
                : Optional.of(new Dividend(symbol, exDate, open, learned(open), cash));
    }

    private long open(LocalDate exDate) {
        return calendar.session(exDate).orElseGet(() -> calendar.after(exDate)).open();
    }

    /// What is past was known at the latest when it took effect, however late we ask.
    private long learned(long open) {
        return Math.min(clock.now(), open);
    }

    /// One of the vendor's two lists.
    private record Listing(String name, String dateField, Reader reader) {}

    private interface Reader {
        Optional<CorporateAction> read(JsonNode row, Symbol symbol, LocalDate exDate);
    }

    private record Days(LocalDate from, LocalDate to) {
        private String query(String field) {
            return "&" + field + ".gte=" + from + "&" + field + ".lte=" + to;
        }

        private boolean holds(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /// Takes what was asked for, once; skips what makes no sense and says so.
    private final class Rows {
        private final Listing listing;
        private final SortedSet<Symbol> wanted;
        private final Days days;
        private final List<CorporateAction> found;
        private final Set<String> seen = new HashSet<>();

        private Rows(
                Listing listing, SortedSet<Symbol> wanted, Days days, List<CorporateAction> found) {
            this.listing = listing;
            this.wanted = wanted;
            this.days = days;
            this.found = found;
        }

        private void add(JsonNode row) {
            try {
                var symbol = Fields.symbol(row, "ticker");
                var exDate = LocalDate.parse(Fields.text(row, listing.dateField()));
                var id = row.path("id").asString("");
                if (!wanted.contains(symbol) || !days.holds(exDate)) return;
                if (!id.isEmpty() && !seen.add(id)) return;
                listing.reader().read(row, symbol, exDate).ifPresent(found::add);
            } catch (Fault
                    | IllegalArgumentException
                    | ArithmeticException
                    | DateTimeParseException unusable) {
                skipped.increment();
                LOG.atWarn()
                        .setMessage("massive.action.skipped")
                        .addKeyValue("list", listing.name())
                        .addKeyValue("ticker", row.path("ticker").asString(""))
                        .addKeyValue("reason", unusable.getMessage())
                        .log();
            }
        }
    }
}
