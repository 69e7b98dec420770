package ats.adapters.alpaca;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.AccountActivity.Cash;
import ats.domain.AccountActivity.Holding;
import ats.domain.AccountActivity.Reason;
import ats.domain.Calendar;
import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.port.Broker.Activity;
import ats.platform.Fault;
import ats.platform.time.MarketClock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

/// Lines of the broker's activity list. A fill that cannot be read is a fault, never skipped.
final class ActivityRows {
    private static final String SEPARATOR = "::";
    private static final long SECOND = 1_000_000_000L;

    private static final Set<String> FEES = Set.of("FEE", "CFEE", "PTC", "PTR");
    private static final Set<String> TRANSFERS = Set.of("CSD", "CSW", "JNLC", "TRANS", "ACATC");

    /// Lines whose `qty` is a change of the holding; in others it only says what the line is about.
    private static final Set<String> MOVES_SHARES =
            Set.of("SPLIT", "SPIN", "REORG", "MA", "NC", "JNLS", "ACATS");

    private static final Logger LOG = LoggerFactory.getLogger(ActivityRows.class);

    private final OrderNames names;
    private final MarketClock clock;

    ActivityRows(OrderNames names, MarketClock clock) {
        this.names = names;
        this.clock = clock;
    }

    /// Nothing for a line that moved neither money nor shares.
    Optional<Activity> activity(JsonNode row) {
        var id = Fields.text(row, "id");
        var type = Fields.text(row, "activity_type");
        if (type.equals("FILL")) return Optional.of(traded(id, row));
        return booked(id, type, row).map(activity -> new Activity.Booked(id, activity));
    }

    private Activity traded(String id, JsonNode row) {
        var brokerOrderId = Fields.text(row, "order_id");
        long at =
                Fields.at(row, "transaction_time")
                        .orElseThrow(() -> Fault.venue("a fill without a time: " + id));
        var fill =
                Fields.sane(
                        id,
                        () ->
                                new Fill(
                                        execution(id),
                                        names.of(brokerOrderId),
                                        Fields.symbol(row),
                                        Fields.side(row),
                                        Fields.quantity(row, "qty"),
                                        Fields.price(row, "price"),
                                        Money.ZERO,
                                        at,
                                        clock.now()));
        return new Activity.Traded(id, fill, brokerOrderId);
    }

    /// The stream knows a fill by what follows the time in the activity's id.
    private static String execution(String id) {
        int separator = id.indexOf(SEPARATOR);
        return separator < 0 ? id : id.substring(separator + SEPARATOR.length());
    }

    private Optional<AccountActivity> booked(String id, String type, JsonNode row) {
        if (row.path("status").asString("").equals("canceled"))
            return skipped(id, type, "canceled");
        var cash = Fields.moneyOrZero(row, "net_amount");
        var symbol = Fields.perhaps(row, "symbol");
        var shares =
                MOVES_SHARES.contains(type) ? Fields.quantityOrZero(row, "qty") : Quantity.ZERO;
        if (cash.zero() && shares.zero()) return skipped(id, type, "it moves nothing");
        var reason = reason(type);
        boolean holding = reason == Reason.DIVIDEND || MOVES_SHARES.contains(type);
        long at = happenedAt(row);
        if (holding && symbol.isPresent()) {
            var named = Fields.sane("symbol", () -> Symbol.of(symbol.get()));
            return Optional.of(new Holding(id, at, clock.now(), reason, named, shares, cash));
        }
        if (!shares.zero()) throw Fault.venue("shares of nothing: " + type + " " + id);
        return Optional.of(new Cash(id, at, clock.now(), reason, cash));
    }

    private static Reason reason(String type) {
        if (type.startsWith("DIV")) return Reason.DIVIDEND;
        if (type.startsWith("INT")) return Reason.INTEREST;
        if (type.equals("SPLIT")) return Reason.SPLIT;
        if (FEES.contains(type)) return Reason.FEE;
        return TRANSFERS.contains(type) ? Reason.TRANSFER : Reason.OTHER;
    }

    /// When the broker wrote it down, else midnight of its day at the exchange.
    private static long happenedAt(JsonNode row) {
        return Fields.at(row, "created_at").orElseGet(() -> midnight(Fields.text(row, "date")));
    }

    private static long midnight(String date) {
        try {
            var day = LocalDate.parse(date).atStartOfDay(Calendar.NEW_YORK);
            return Math.multiplyExact(day.toEpochSecond(), SECOND);
        } catch (DateTimeParseException unreadable) {
            throw Fault.venue("'" + date + "' is no date", unreadable);
        }
    }

    private static Optional<AccountActivity> skipped(String id, String type, String reason) {
        LOG.atInfo()
                .setMessage("alpaca.activity.skipped")
                .addKeyValue("id", id)
                .addKeyValue("type", type)
                .addKeyValue("reason", reason)
                .log();
        return Optional.empty();
    }
}
