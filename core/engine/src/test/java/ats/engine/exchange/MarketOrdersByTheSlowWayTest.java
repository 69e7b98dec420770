package ats.engine.exchange;

import static ats.engine.exchange.Market.AAPL;
import static ats.engine.exchange.Market.GRACE;
import static ats.engine.exchange.Market.SPY;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.AlwaysOpen;
import ats.domain.MarketEvent.Bar;
import ats.domain.Order;
import ats.domain.OrderUpdate;
import ats.domain.Side;
import ats.domain.TimeInForce;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Market orders against a second, slow account of the same rules in plain decimals.
final class MarketOrdersByTheSlowWayTest {

    private static final long MINUTE = 60 * Market.SECOND;

    @ParameterizedTest
    @ValueSource(strings = {"none", "default", "spread=3bp,impact=0.7,volume=40%", "volume=0.5%"})
    void fillsTheSame(String costs) {
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var exchange = new SimulatedExchange(new AlwaysOpen(), Costs.parse(costs), GRACE);
            var slow = new Slow(Costs.parse(costs));
            var fast = new ArrayList<String>();
            for (int i = 0; i < 300; i++) {
                long at = Market.at("00:00") + i * MINUTE;
                for (int n = random.nextInt(4); n > 0; n--) {
                    long received = at + random.nextLong(MINUTE);
                    var order = order("o" + i + "." + n, random);
                    exchange.submit(order, received, _ -> {});
                    slow.orders.add(new Slow.Waiting(order, received));
                }
                for (var symbol : List.of(AAPL, SPY)) {
                    var bar = Market.bar(symbol, at, MINUTE, numbers(random));
                    exchange.onBar(bar, update -> fast.add(text(update)));
                    slow.onBar(bar);
                }
            }
            assertThat(fast).as("seed %d", seed).isEqualTo(slow.fills).hasSizeGreaterThan(50);
        }
    }

    private static Order order(String id, Random random) {
        var quantity = random.nextInt(6) == 0 ? "3.25" : "" + (1 + random.nextInt(40));
        var side = random.nextBoolean() ? "buy " : "sell ";
        var symbol = random.nextBoolean() ? SPY : AAPL;
        return Market.order(id, symbol, side + quantity, TimeInForce.GOOD_TIL_CANCELED);
    }

    private static String numbers(Random random) {
        var open = new BigDecimal(1 + random.nextInt(50_000)).movePointLeft(2);
        return open + " " + open + " " + open + " " + open + " " + random.nextInt(2_000);
    }

    private static String text(OrderUpdate update) {
        var fill = ((OrderUpdate.Filled) update).fill();
        return Slow.line(fill.order().text(), fill.quantity().decimal(), fill.price().decimal());
    }

    /// The rules once more, one after the other, without a thought for speed.
    private static final class Slow {

        private final List<Waiting> orders = new ArrayList<>();
        private final List<String> fills = new ArrayList<>();
        private final Costs costs;

        Slow(Costs costs) {
            this.costs = costs;
        }

        void onBar(Bar bar) {
            var volume = bar.volume().decimal();
            var left = volume.multiply(costs.volumeShare().decimal());
            for (var waiting : List.copyOf(orders)) {
                if (!waiting.order.symbol().equals(bar.symbol())
                        || bar.from() < waiting.received - GRACE) {
                    continue;
                }
                var most = costs.volumeShare().zero() ? waiting.open : left;
                if (waiting.order.quantity().whole()) {
                    most = most.setScale(0, RoundingMode.FLOOR);
                }
                var quantity = most.min(waiting.open);
                if (quantity.signum() > 0) {
                    fills.add(
                            line(
                                    waiting.order.id().text(),
                                    quantity,
                                    price(waiting.order.side(), bar, quantity)));
                    left = left.subtract(quantity);
                    waiting.open = waiting.open.subtract(quantity);
                }
            }
            orders.removeIf(waiting -> waiting.open.signum() == 0);
        }

        private BigDecimal price(Side side, Bar bar, BigDecimal quantity) {
            var open = bar.open().decimal();
            var loss = open.multiply(costs.halfSpread().decimal());
            if (bar.volume().positive()) {
                // Divided last, for a share like a third has no end and a tie must stay one.
                var whole = bar.volume().decimal().pow(2);
                var part = open.multiply(costs.impact().decimal()).multiply(quantity.pow(2));
                loss = loss.add(part.divide(whole, new MathContext(80)));
            }
            var price = side == Side.BUY ? open.add(loss) : open.subtract(loss);
            return price.max(BigDecimal.ZERO).setScale(9, RoundingMode.HALF_EVEN);
        }

        static String line(String order, BigDecimal quantity, BigDecimal price) {
            return order
                    + " "
                    + quantity.stripTrailingZeros().toPlainString()
                    + " at "
                    + price.stripTrailingZeros().toPlainString();
        }

        private static final class Waiting {

            private final Order order;
            private final long received;
            private BigDecimal open;

            Waiting(Order order, long received) {
                this.order = order;
                this.received = received;
                this.open = order.quantity().decimal();
            }
        }
    }
}
