package ats.simulator.alpaca;

import module java.base;

import ats.domain.Order;
import ats.domain.Symbol;
import ats.platform.json.Json;
import ats.platform.time.MarketClock;

/// What the API says of orders.
final class OrderCalls {
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    private final Brokerage brokerage;
    private final AlpacaOptions options;
    private final AlpacaFaults faults;
    private final MarketClock clock;
    private final OrderReader reader;

    OrderCalls(Brokerage brokerage, AlpacaOptions options, AlpacaFaults faults, MarketClock clock) {
        this.brokerage = brokerage;
        this.options = options;
        this.faults = faults;
        this.clock = clock;
        reader = new OrderReader(options.calendar());
    }

    Reply submit(Call call) {
        var form = call.json();
        return brokerage.locked(
                () -> {
                    var rows = brokerage.rows();
                    var unnamed = Wire.id("unnamed order " + rows.all().size());
                    var order = reader.order(form, unnamed, clock.now());
                    checkSymbol(order.symbol());
                    if (rows.named(order.id().text()).isPresent()) {
                        throw Refusal.incomplete("client_order_id must be unique");
                    }
                    check(order, Optional.empty());
                    var row = brokerage.submit(order);
                    boolean queued = row.queued(clock.now());
                    return Reply.of(row.body(queued ? "accepted" : "pending_new"));
                });
    }

    Reply list(Call call) {
        var query = OrderQuery.of(call);
        int limit = call.askedNumber("limit", USUAL_PAGE, LARGEST_PAGE);
        return brokerage.locked(
                () -> {
                    var found = Json.mapper().createArrayNode();
                    query.in(brokerage.rows())
                            .limit(limit)
                            .forEach(row -> found.add(row.body(row.status(clock.now()))));
                    return Reply.of(found);
                });
    }

    Reply byId(Call call) {
        return brokerage.locked(() -> shown(known(call)));
    }

    Reply byClientOrderId(Call call) {
        var name = call.asked("client_order_id").orElse("");
        return brokerage.locked(
                () ->
                        shown(
                                brokerage
                                        .rows()
                                        .named(name)
                                        .orElseThrow(() -> Refusal.missing("order not found"))));
    }

    Reply cancel(Call call) {
        return brokerage.locked(
                () -> {
                    var row = known(call);
                    refuseEnded(row);
                    brokerage.cancel(row);
                    return Reply.nothing();
                });
    }

    Reply cancelAll(Call call) {
        return brokerage.locked(
                () -> {
                    var answers = Json.mapper().createArrayNode();
                    for (var row : List.copyOf(brokerage.rows().working())) {
                        brokerage.cancel(row);
                        answers.addObject().put("id", row.id()).put("status", 200);
                    }
                    return Reply.of(207, answers);
                });
    }

    Reply replace(Call call) {
        var form = call.json();
        return brokerage.locked(
                () -> {
                    var row = known(call);
                    refuseEnded(row);
                    if (row.queued(clock.now())) {
                        throw Refusal.ruled("cannot replace order in accepted status");
                    }
                    var terms = reader.replacement(form, row.terms());
                    if (terms.quantity().compareTo(row.filled()) <= 0) {
                        throw Refusal.ruled("qty must be > filled_qty");
                    }
                    check(terms, Optional.of(row));
                    return Reply.of(brokerage.replace(row, terms).body("pending_new"));
                });
    }

    private Reply shown(OrderRow row) {
        return Reply.of(row.body(row.status(clock.now())));
    }

    private OrderRow known(Call call) {
        var id = call.named("order_id");
        return brokerage
                .rows()
                .find(id)
                .orElseThrow(() -> Refusal.missing("order not found for " + id));
    }

    private void refuseEnded(OrderRow row) {
        if (!row.working()) {
            var status = row.status(clock.now());
            throw Refusal.ruled("order is already in \"" + status + "\" state");
        }
    }

    private void checkSymbol(Symbol symbol) {
        if (!options.symbols().contains(symbol) || faults.hides(symbol)) {
            throw Refusal.ruled("asset \"" + symbol + "\" not found");
        }
    }

    private void check(Order order, Optional<OrderRow> replaced) {
        if (faults.blocked()) {
            throw Refusal.forbidden("account is restricted from trading");
        }
        if (options.checksCover()) {
            brokerage.cover().check(order, replaced);
        }
    }
}
