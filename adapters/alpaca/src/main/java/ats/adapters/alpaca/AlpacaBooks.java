package ats.adapters.alpaca;

import module java.base;

import ats.domain.OrderId;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.port.Broker.Account;
import ats.engine.port.Broker.Activity;
import ats.engine.port.Broker.Books;
import ats.engine.port.Broker.BrokerOrder;
import ats.platform.Fault;
import ats.platform.rest.RestRequest;

import tools.jackson.databind.JsonNode;

/// Reads the account, its positions, orders and activities.
final class AlpacaBooks implements Books {
    private static final int ORDERS_AT_ONCE = 500;
    private static final int ACTIVITIES_AT_ONCE = 100;
    private static final int LONGEST_CHAIN = 100;
    private static final long MILLI = 1_000_000L;

    private final AlpacaGateway gateway;
    private final OrderRows orders;
    private final ActivityRows activities;

    AlpacaBooks(AlpacaGateway gateway, OrderRows orders, ActivityRows activities) {
        this.gateway = gateway;
        this.orders = orders;
        this.activities = activities;
    }

    @Override
    public Account account() {
        var row = gateway.read("/v2/account");
        var equity = row.hasNonNull("equity") ? "equity" : "portfolio_value";
        return new Account(
                Fields.text(row, "account_number"),
                Fields.money(row, "cash"),
                Fields.money(row, equity),
                Fields.money(row, "buying_power"),
                blocked(row));
    }

    @Override
    public SortedMap<Symbol, Quantity> positions() {
        var positions = new TreeMap<Symbol, Quantity>();
        for (var row : rows(gateway.read("/v2/positions"))) {
            // Short positions are negative already, or only named short: both read the same.
            var shares = Fields.quantity(row, "qty").absolute();
            boolean sold = row.path("side").asString("").equals("short");
            boolean negative = Fields.quantity(row, "qty").negative();
            var signed = sold || negative ? shares.negated() : shares;
            positions.merge(Fields.symbol(row), signed, Quantity::plus);
        }
        positions.values().removeIf(Quantity::zero);
        return positions;
    }

    @Override
    public Optional<BrokerOrder> order(OrderId id) {
        var foreign = OrderNames.foreignBrokerId(id);
        var target =
                foreign.map(brokerId -> "/v2/orders/" + RestRequest.encoded(brokerId))
                        .orElse(
                                "/v2/orders:by_client_order_id?client_order_id="
                                        + RestRequest.encoded(id.text()));
        return gateway.readIfKnown(target).map(this::latest).map(orders::order);
    }

    @Override
    public List<BrokerOrder> openOrders() {
        var found = new LinkedHashMap<String, BrokerOrder>();
        var after = "";
        while (true) {
            var page =
                    rows(
                            gateway.read(
                                    "/v2/orders?status=open&direction=asc&limit="
                                            + ORDERS_AT_ONCE
                                            + after));
            int before = found.size();
            for (var row : page) {
                var order = orders.order(row);
                found.put(order.brokerId(), order);
            }
            if (page.size() < ORDERS_AT_ONCE) return List.copyOf(found.values());
            if (found.size() == before) throw Fault.venue("open orders that cannot be paged");
            after = "&after=" + RestRequest.encoded(justBefore(page.getLast()));
        }
    }

    @Override
    public List<Activity> activitiesAfter(String activityId) {
        var found = new ArrayList<Activity>();
        var token = activityId;
        while (true) {
            var target =
                    "/v2/account/activities?direction=asc&page_size="
                            + ACTIVITIES_AT_ONCE
                            + (token.isEmpty() ? "" : "&page_token=" + RestRequest.encoded(token));
            var page = rows(gateway.read(target));
            for (var row : page) {
                activities.activity(row).ifPresent(found::add);
            }
            if (page.size() < ACTIVITIES_AT_ONCE) return List.copyOf(found);
            var last = Fields.text(page.getLast(), "id");
            if (last.equals(token)) throw Fault.venue("activities that cannot be paged: " + last);
            token = last;
        }
    }

    /// A replaced order lives on under another of the broker's ids.
    private JsonNode latest(JsonNode order) {
        var row = order;
        for (int depth = 0; depth < LONGEST_CHAIN; depth++) {
            var successor = Fields.perhaps(row, "replaced_by");
            if (successor.isEmpty()) return row;
            row = gateway.read("/v2/orders/" + RestRequest.encoded(successor.get()));
        }
        throw Fault.venue("replacements without an end: " + Fields.text(order, "id"));
    }

    /// The page after is cut by time alone, and several orders may share one: a little overlap
    /// loses none.
    private static String justBefore(JsonNode row) {
        long at =
                Fields.at(row, "submitted_at", "created_at")
                        .orElseThrow(() -> Fault.venue("an order without a time"));
        return Instant.ofEpochSecond(0, at - MILLI).toString();
    }

    private static List<JsonNode> rows(JsonNode answer) {
        if (!answer.isArray()) throw Fault.venue("Alpaca answered with something that is no list");
        return List.copyOf(answer.values());
    }

    private static String blocked(JsonNode row) {
        var status = Fields.text(row, "status");
        if (!status.equals("ACTIVE")) return "the account is " + status;
        if (row.path("account_blocked").asBoolean(false)) return "the account is blocked";
        if (row.path("trading_blocked").asBoolean(false)) return "trading is blocked";
        return row.path("trade_suspended_by_user").asBoolean(false)
                ? "its owner has suspended trading"
                : "";
    }
}
