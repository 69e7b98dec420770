package ats.engine;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderState;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.domain.TimeInForce;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;

import org.junit.jupiter.api.Test;

/// Against sums that are added up anew each time.
final class TotalsTest {
    private static final Money CASH = Money.of(50_000);

    private final List<Symbol> symbols = List.of(Symbol.of("A"), Symbol.of("B"), Symbol.of("C"));
    private final Instruments instruments = new Instruments(symbols);
    private final List<LiveOrder> orders = new ArrayList<>();
    private int serial;

    @Test
    void equalTheSlowSumsWhateverHappens() {
        var random = new Random(17);
        for (int step = 0; step < 20_000; step++) {
            var instrument = instruments.of(symbols.get(random.nextInt(3)));
            change(instrument, random, step);
            assertSums("seed 17, step " + step);
        }
    }

    @Test
    void countWhatIsToBeClosedOnceAndAfterARestore() {
        var first = instruments.of(symbols.getFirst());
        first.flatten(true);
        first.flatten(true);
        assertThat(instruments.totals().flattening()).isEqualTo(1);

        var saved = new ByteWriter();
        instruments.save(saved);
        instruments.of(symbols.getLast()).flatten(true);
        instruments.restore(new ByteReader(saved.copy()));
        assertThat(instruments.totals().flattening()).isEqualTo(1);

        instruments.of(symbols.getFirst()).flatten(false);
        assertThat(instruments.totals().flattening()).isZero();
    }

    private void change(Instrument instrument, Random random, int step) {
        switch (random.nextInt(6)) {
            case 0 -> instrument.hold(new Quantity(random.nextLong(-5_000, 5_000) * 500_000_000));
            case 1 -> order(instrument, random);
            case 2 -> end(random);
            case 3 ->
                    instrument.adjust(
                            new CorporateAction.Split(
                                    instrument.symbol(), LocalDate.EPOCH, step, step, 2, 3));
            default -> instrument.price(new Price(random.nextLong(1, 90_000_000_000L)), step + 1);
        }
    }

    private void order(Instrument instrument, Random random) {
        var order =
                new Order(
                        new OrderId("o" + serial++),
                        instrument.symbol(),
                        random.nextBoolean() ? Side.BUY : Side.SELL,
                        Quantity.of(random.nextLong(1, 3_000)),
                        new Pricing.Market(),
                        TimeInForce.DAY,
                        0);
        var live = new LiveOrder(order, OrderState.SUBMITTED);
        orders.add(live);
        instrument.track(live);
    }

    private void end(Random random) {
        if (!orders.isEmpty()) {
            var live = orders.remove(random.nextInt(orders.size()));
            live.become(OrderState.CANCELED, 0);
            instruments.of(live.order().symbol()).track(live);
        }
    }

    private void assertSums(String when) {
        var value = Money.ZERO;
        var gross = Money.ZERO;
        var net = Money.ZERO;
        var own = instruments.of(symbols.getFirst());
        for (var instrument : instruments) {
            value = value.plus(instrument.last().times(instrument.held()));
            var working = Quantity.ZERO;
            for (var live : orders) {
                boolean its = live.order().symbol().equals(instrument.symbol());
                working = its ? working.plus(live.working()) : working;
            }
            var exposed = instrument.last().times(instrument.held().plus(working));
            gross = instrument == own ? gross : gross.plus(exposed.absolute());
            net = instrument == own ? net : net.plus(exposed);
        }
        var exposure = instruments.totals().beside(own, CASH, 7);
        assertThat(instruments.totals().value()).as(when).isEqualTo(value);
        assertThat(exposure.equity()).as(when).isEqualTo(CASH.plus(value));
        assertThat(exposure.gross()).as(when).isEqualTo(gross);
        assertThat(exposure.net()).as(when).isEqualTo(net);
        assertThat(exposure.openOrders()).as(when).isEqualTo(orders.size());
        assertThat(exposure.held()).as(when).isEqualTo(own.held());
    }
}
