package ats.simulator.alpaca;

import module java.base;

import ats.domain.Money;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.exchange.Position;
import ats.platform.json.Json;
import ats.platform.time.MarketClock;

import tools.jackson.databind.node.ObjectNode;

/// What the API says of the account, its positions and its activities.
final class AccountCalls {
    private static final Money MARGIN_FROM = Money.of(2_000);
    private static final BigDecimal MAINTENANCE = new BigDecimal("0.3");
    private static final BigDecimal INITIAL = new BigDecimal("0.5");
    private static final int PLACES = 9;

    private final Brokerage brokerage;
    private final AlpacaFaults faults;
    private final MarketClock clock;

    AccountCalls(Brokerage brokerage, AlpacaFaults faults, MarketClock clock) {
        this.brokerage = brokerage;
        this.faults = faults;
        this.clock = clock;
    }

    Reply account(Call call) {
        return brokerage.locked(() -> Reply.of(account()));
    }

    Reply positions(Call call) {
        return brokerage.locked(
                () -> {
                    var found = Json.mapper().createArrayNode();
                    brokerage.broker().positions().forEach(held -> found.add(position(held)));
                    return Reply.of(found);
                });
    }

    Reply position(Call call) {
        var wanted = call.named("symbol");
        return brokerage.locked(
                () ->
                        brokerage.broker().positions().stream()
                                .filter(held -> named(held.symbol(), wanted))
                                .findFirst()
                                .map(held -> Reply.of(position(held)))
                                .orElseThrow(() -> Refusal.missing("position does not exist")));
    }

    Reply activities(Call call) {
        var query = ActivityQuery.of(call);
        return brokerage.locked(
                () -> {
                    var found = Json.mapper().createArrayNode();
                    brokerage.activities().page(query).forEach(row -> found.add(row.body()));
                    return Reply.of(found);
                });
    }

    private static boolean named(Symbol symbol, String wanted) {
        return symbol.text().equals(wanted) || MarketCalls.assetId(symbol).equals(wanted);
    }

    private ObjectNode account() {
        var broker = brokerage.broker();
        var body = Json.mapper().createObjectNode();
        body.put("id", Wire.id("account " + broker.accountNumber()))
                .put("account_number", broker.accountNumber())
                .put("status", "ACTIVE")
                .put("currency", "USD")
                .put("crypto_status", "INACTIVE")
                .put("account_blocked", faults.blocked())
                .put("trading_blocked", faults.blocked())
                .put("transfers_blocked", false)
                .put("trade_suspended_by_user", false)
                .put("balance_asof", Wire.newYork(clock.now()).toLocalDate().toString());
        worth(body);
        for (var nothing :
                List.of("accrued_fees", "intraday_adjustments", "pending_reg_taf_fees")) {
            body.put(nothing, "0");
        }
        return body;
    }

    private void worth(ObjectNode body) {
        var broker = brokerage.broker();
        var positions = broker.positions();
        var longs = sum(positions, held -> held.quantity().positive());
        var shorts = sum(positions, held -> held.quantity().negative());
        var gross = longs.minus(shorts).decimal();
        var equity = broker.equity();
        boolean margin = equity.compareTo(MARGIN_FROM) >= 0;
        var free = Wire.text(brokerage.cover().free(Optional.empty()));
        body.put("cash", Wire.text(broker.cash()))
                .put("equity", Wire.text(equity))
                .put("last_equity", Wire.text(brokerage.lastEquity()))
                .put("portfolio_value", Wire.text(equity))
                .put("buying_power", free)
                .put("regt_buying_power", free)
                .put("non_marginable_buying_power", Wire.text(broker.cash().larger(Money.ZERO)))
                .put("long_market_value", Wire.text(longs))
                .put("short_market_value", Wire.text(shorts))
                .put("initial_margin", Wire.text(gross.multiply(INITIAL)))
                .put("maintenance_margin", Wire.text(gross.multiply(MAINTENANCE)))
                .put("multiplier", margin ? "2" : "1")
                .put("shorting_enabled", margin);
    }

    private static Money sum(List<Position> positions, Predicate<Position> which) {
        return positions.stream()
                .filter(which)
                .map(Position::value)
                .reduce(Money.ZERO, Money::plus);
    }

    private ObjectNode position(Position held) {
        var symbol = held.symbol();
        var before = brokerage.lastClose(symbol, held.close());
        var gain = held.value().minus(held.cost());
        var today = held.value().minus(before.times(held.quantity()));
        var body = MarketCalls.named(symbol);
        body.put("asset_class", "us_equity")
                .put("asset_marginable", true)
                .put("qty", Wire.text(held.quantity()))
                .put("qty_available", Wire.text(available(held)))
                .put("side", held.quantity().negative() ? "short" : "long")
                .put("avg_entry_price", Wire.text(held.averagePrice()))
                .put("cost_basis", Wire.text(held.cost()))
                .put("market_value", Wire.text(held.value()))
                .put("current_price", Wire.text(held.close()))
                .put("lastday_price", Wire.text(before))
                .put("change_today", part(held.close().minus(before), before))
                .put("unrealized_pl", Wire.text(gain))
                .put("unrealized_plpc", part(gain.decimal(), held.cost().absolute().decimal()))
                .put("unrealized_intraday_pl", Wire.text(today))
                .put("unrealized_intraday_plpc", part(held.close().minus(before), before));
        return body;
    }

    private Quantity available(Position held) {
        var available = brokerage.cover().available(held.symbol(), Optional.empty());
        return held.quantity().negative() ? available.negated() : available;
    }

    private static String part(Price part, Price whole) {
        return part(part.decimal(), whole.decimal());
    }

    private static String part(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? "0"
                : Wire.text(part.divide(whole, PLACES, RoundingMode.HALF_EVEN));
    }
}
