package ats.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import module java.base;

import org.junit.jupiter.api.Test;

final class ValuesTest {

    private static final Symbol SPY = Symbol.of("SPY");
    private static final long HOUR = Timeframe.HOUR.nanos();
    private static final long AT =
            Instant.parse("2017-01-03T15:00:00Z").getEpochSecond() * 1_000_000_000L;

    @Test
    void readsTickersAsExchangesSpellThem() {
        for (var ticker : List.of("A", "BRK.B", "BACpL", "X:BTC-USD", "BTC/USD", "vxx.1")) {
            assertThat(Symbol.of(ticker).toString()).isEqualTo(ticker);
        }
        for (var ticker : List.of("", " ", ".A", "A B", "A\n", "Ä", "A".repeat(33))) {
            assertThatIllegalArgumentException().isThrownBy(() -> Symbol.of(ticker));
        }
    }

    @Test
    void namesAnOrderTheSameEverywhere() {
        assertThat(OrderId.of("PA1", "ema-cross", AT, SPY, 1).text())
                .isEqualTo("PA1.ema-cross.20170103T150000Z.SPY.1");
    }

    @Test
    void writesTheTimeOfADecisionAsIsoDoes() {
        var random = new Random(13);
        for (int i = 0; i < 20_000; i++) {
            long unit = List.of(1L, 1_000L, 1_000_000L, 1_000_000_000L).get(random.nextInt(4));
            long at = random.nextLong() / unit * unit;
            var iso = Instant.ofEpochSecond(0, at).toString().replaceAll("[-:]", "");
            assertThat(OrderId.of("PA1", "x", at, SPY, 1).text())
                    .isEqualTo("PA1.x." + iso + ".SPY.1");
        }
    }

    @Test
    void neverGivesTwoTickersOneOrderId() {
        var names = new HashSet<OrderId>();
        for (var ticker : List.of("A/B", "A_B", "A_-B", "A__B", "A//B", "A-B")) {
            names.add(OrderId.of("PA1", "ema-cross", AT, Symbol.of(ticker), 1));
        }
        assertThat(names).hasSize(6);
    }

    @Test
    void refusesOrderIdsThatTheBrokerWould() {
        assertThatCode(() -> new OrderId("a".repeat(128))).doesNotThrowAnyException();
        for (var text :
                List.of("", "a".repeat(129), "a b", "a/b", "a,b", "a;b", "[", "@", "`", "{", "ä")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new OrderId(text));
        }
    }

    @Test
    void refusesOrdersForNothingAndAtNoPrice() {
        assertThatIllegalArgumentException().isThrownBy(() -> order(Quantity.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> order(Quantity.of(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pricing.Limit(Price.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pricing.Stop(Price.of(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pricing.StopLimit(Price.of(1), Price.ZERO));
    }

    @Test
    void signsWhatAnOrderAndAFillChange() {
        assertThat(order(Quantity.of(5)).change()).isEqualTo(Quantity.of(-5));
        var fill = fill(Quantity.of(2), Price.parse("10.5"));
        assertThat(fill.change()).isEqualTo(Quantity.of(-2));
        assertThat(fill.notional()).isEqualTo(Money.of(21));
        assertThatIllegalArgumentException().isThrownBy(() -> fill(Quantity.ZERO, Price.of(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> fill(Quantity.of(1), Price.of(-1)));
    }

    @Test
    void refusesImpossibleBars() {
        assertThat(bar(0, HOUR, 10, 12, 9, 11).happenedAt()).isEqualTo(HOUR);
        assertThatIllegalArgumentException().isThrownBy(() -> bar(HOUR, HOUR, 10, 12, 9, 11));
        assertThatIllegalArgumentException().isThrownBy(() -> bar(0, HOUR, 13, 12, 9, 11));
        assertThatIllegalArgumentException().isThrownBy(() -> bar(0, HOUR, 10, 12, 11, 11));
        assertThatIllegalArgumentException().isThrownBy(() -> bar(0, HOUR, 10, 12, -1, 11));
    }

    @Test
    void refusesImpossibleCorporateActions() {
        var date = LocalDate.of(2014, 6, 9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CorporateAction.Split(SPY, date, 0, 0, 0, 7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CorporateAction.Dividend(SPY, date, 0, 0, Price.of(-1)));
    }

    @Test
    void readsTheLengthOfABar() {
        assertThat(Timeframe.parse("1m")).isEqualTo(Timeframe.MINUTE);
        assertThat(Timeframe.parse("60m")).isEqualTo(Timeframe.HOUR);
        for (var text : List.of("10s", "1m", "15m", "1h", "1d")) {
            assertThat(Timeframe.parse(text).toString()).isEqualTo(text);
        }
        for (var text : List.of("", "m", "0m", "7m", "-1h", "1w", "2d", "99999d", "1 h")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Timeframe.parse(text));
        }
    }

    @Test
    void aSessionHoldsItsOpenAndNotItsClose() {
        var session = new Session(LocalDate.EPOCH, 10, 20);
        assertThat(session.contains(9)).isFalse();
        assertThat(session.contains(10)).isTrue();
        assertThat(session.contains(19)).isTrue();
        assertThat(session.contains(20)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Session(LocalDate.EPOCH, 10, 10));
    }

    @Test
    void aMarketWithoutHoursOpensAgainAtMidnight() {
        var always = new AlwaysOpen();
        long day = 24 * HOUR;
        var first = new Session(LocalDate.EPOCH, 0, day);
        assertThat(always.sessionOf(0)).isEqualTo(first);
        assertThat(always.sessionOf(day - 1)).isEqualTo(first);
        assertThat(always.sessionOf(day).date()).isEqualTo(LocalDate.EPOCH.plusDays(1));
        assertThat(always.sessionOf(-1).date()).isEqualTo(LocalDate.EPOCH.minusDays(1));
        assertThat(always.after(LocalDate.EPOCH).open()).isEqualTo(day);
        assertThat(always.openAt(5)).contains(first);
    }

    private static Order order(Quantity quantity) {
        return new Order(
                new OrderId("a"),
                SPY,
                Side.SELL,
                quantity,
                new Pricing.Market(),
                TimeInForce.DAY,
                AT);
    }

    private static Fill fill(Quantity quantity, Price price) {
        return new Fill("x", new OrderId("a"), SPY, Side.SELL, quantity, price, Money.ZERO, AT, AT);
    }

    private static MarketEvent.Bar bar(
            long from, long to, long open, long high, long... lowAndClose) {
        return new MarketEvent.Bar(
                SPY,
                from,
                to,
                to,
                Price.of(open),
                Price.of(high),
                Price.of(lowAndClose[0]),
                Price.of(lowAndClose[1]),
                Quantity.of(1),
                false);
    }
}
