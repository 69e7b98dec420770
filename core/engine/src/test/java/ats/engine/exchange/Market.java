package ats.engine.exchange;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderUpdate;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.domain.TimeInForce;

/// Short words for orders, bars and updates on 3 January 2017, in UTC.
final class Market {

    static final long SECOND = 1_000_000_000L;
    static final long HOUR = 3_600 * SECOND;
    static final long GRACE = 2 * SECOND;
    static final Symbol SPY = Symbol.of("SPY");
    static final Symbol AAPL = Symbol.of("AAPL");

    private Market() {}

    /// `15:00` of the day, or a whole instant.
    static long at(String time) {
        var text = time.length() == 5 ? "2017-01-03T" + time + ":00Z" : time;
        return Instant.parse(text).getEpochSecond() * SECOND;
    }

    /// `buy 100`, `sell 5 limit 10.5`, `buy 1 stop 12`, `sell 1 stop 9 limit 8`.
    static Order order(String id, String words) {
        return order(id, SPY, words, TimeInForce.DAY);
    }

    static Order order(String id, String words, TimeInForce timeInForce) {
        return order(id, SPY, words, timeInForce);
    }

    static Order order(String id, Symbol symbol, String words, TimeInForce timeInForce) {
        var word = words.split(" ");
        return new Order(
                new OrderId(id),
                symbol,
                Side.valueOf(word[0].toUpperCase(Locale.ROOT)),
                Quantity.parse(word[1]),
                pricing(word),
                timeInForce,
                0);
    }

    private static Pricing pricing(String[] word) {
        if (word.length == 2) {
            return new Pricing.Market();
        }
        var price = Price.parse(word[3]);
        if (word.length == 6) {
            return new Pricing.StopLimit(price, Price.parse(word[5]));
        }
        return word[2].equals("stop") ? new Pricing.Stop(price) : new Pricing.Limit(price);
    }

    /// An hour that begins then; `numbers` are open, high, low, close, volume.
    static Bar hour(String from, String numbers) {
        return bar(SPY, at(from), HOUR, numbers);
    }

    static Bar hour(Symbol symbol, String from, String numbers) {
        return bar(symbol, at(from), HOUR, numbers);
    }

    static Bar bar(Symbol symbol, long from, long length, String numbers) {
        var number = numbers.split(" ");
        return new Bar(
                symbol,
                from,
                from + length,
                from + length,
                Price.parse(number[0]),
                Price.parse(number[1]),
                Price.parse(number[2]),
                Price.parse(number[3]),
                Quantity.parse(number[4]),
                false);
    }

    static String text(OrderUpdate update) {
        return switch (update) {
            case OrderUpdate.Filled(var fill) ->
                    fill.order() + " " + fill.quantity() + " at " + fill.price();
            case OrderUpdate.Replaced replaced ->
                    replaced.order() + " replaced by " + replaced.quantity();
            case OrderUpdate.CancelRejected rejected ->
                    rejected.order() + " not canceled: " + rejected.reason();
            case OrderUpdate.ReplaceRejected rejected ->
                    rejected.order() + " not replaced: " + rejected.reason();
            case OrderUpdate.Accepted _,
                    OrderUpdate.Canceled _,
                    OrderUpdate.Expired _,
                    OrderUpdate.PendingCancel _,
                    OrderUpdate.PendingReplace _,
                    OrderUpdate.Rejected _,
                    OrderUpdate.Triggered _ ->
                    update.order()
                            + " "
                            + update.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        };
    }
}
