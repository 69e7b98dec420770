package ats.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.CorporateAction;
import ats.domain.Fill;
import ats.domain.MarketEvent;
import ats.domain.Money;
import ats.domain.OptionContract;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderUpdate;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.domain.TimeInForce;
import ats.engine.Command;
import ats.engine.Event;
import ats.engine.Steering;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written comes back equal, and what was not written by us is refused.
final class CodecTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final OrderId ID = new OrderId("SIM1.ema-cross.20260105T143100Z.SPY.1");
    private static final long SEED = 4;

    static Stream<Event> events() {
        return Stream.of(
                        markets(),
                        actions(),
                        updates().map(Event.Update::new),
                        steerings().map(each -> new Event.Operator("id", "page", each, 5, 6)),
                        others())
                .flatMap(Function.identity());
    }

    static Stream<Command> commands() {
        return Stream.of(
                new Command.Submit(order(new Pricing.Market())),
                new Command.Submit(order(new Pricing.StopLimit(Price.of(9), Price.of(8)))),
                new Command.Replace(ID, Quantity.of(3), new Pricing.Limit(Price.parse("1.0001"))),
                new Command.Replace(ID, Quantity.of(3), new Pricing.Stop(Price.of(4))),
                new Command.Cancel(ID),
                new Command.SetTimer("soon", Long.MAX_VALUE),
                new Command.Signal("ema-cross", SPY, Quantity.of(-7), Long.MIN_VALUE));
    }

    @ParameterizedTest
    @MethodSource("events")
    void bringsBackEachEvent(Event event) {
        assertThat(Codec.event(Codec.bytes(event))).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void bringsBackEachCommand(Command command) {
        assertThat(Codec.command(bytes(command))).isEqualTo(command);
    }

    @ParameterizedTest
    @MethodSource("events")
    void refusesWhatEndsEarlyOrGoesOn(Event event) {
        var whole = Codec.bytes(event);

        for (int length = 0; length < whole.length; length++) {
            var torn = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Codec.event(torn))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Codec.event(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnotherVersion() {
        var bytes = Codec.bytes(new Event.Mark(1, 2, 3));
        bytes[0]++;

        assertThatThrownBy(() -> Codec.event(bytes)).hasMessageContaining("version");
    }

    /// Damage is refused, or read as something else; it never ends in an error of the machine.
    @Test
    void livesThroughDamage() {
        var random = new Random(SEED);
        var all = events().map(Codec::bytes).toList();
        for (int round = 0; round < 20_000; round++) {
            var bytes = all.get(random.nextInt(all.size())).clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                var _ = Codec.event(bytes);
            } catch (IllegalArgumentException told) {
                assertThat(told)
                        .as("seed " + SEED + ", round " + round)
                        .hasMessageMatching("(?s).+");
            }
        }
    }

    /// The format of journals that exist: a change needs a new version.
    @Test
    void writesTheFormatThatJournalsHave() {
        assertThat(hex(new Event.Mark(1, 2, 3)))
                .isEqualTo(hex(Codec.event(HexFormat.of().parseHex(hex(new Event.Mark(1, 2, 3))))));
        assertThat(hex(new Event.Mark(1, 2, 3))).startsWith("01").hasSize(2 * (2 + 8 + 8 + 4));
        assertThat(hex(new Event.Timer("t", 1, 2))).startsWith("01").endsWith("74");
    }

    private static String hex(Event event) {
        return HexFormat.of().formatHex(Codec.bytes(event));
    }

    private static byte[] bytes(Command command) {
        var out = new ByteWriter();
        Codec.put(out, command);
        return out.copy();
    }

    private static Stream<Event> markets() {
        return Stream.<MarketEvent>of(
                        new MarketEvent.Bar(
                                SPY,
                                1,
                                2,
                                3,
                                Price.of(5),
                                Price.of(9),
                                Price.of(4),
                                Price.parse("5.123456789"),
                                Quantity.parse("0.5"),
                                true),
                        new MarketEvent.Halt(SPY, 7, 8, true),
                        new MarketEvent.FlowAlert(
                                SPY,
                                7,
                                8,
                                "a-1",
                                "RepeatedHits",
                                new OptionContract(
                                        OptionContract.Right.PUT,
                                        Price.parse("415.5"),
                                        LocalDate.of(2024, 10, 18)),
                                Quantity.of(50),
                                Money.parse("36466"),
                                Money.parse("36000.25"),
                                Money.ZERO))
                .map(Event.Market::new);
    }

    private static Stream<Event> actions() {
        return Stream.of(
                new Event.Action(
                        new CorporateAction.Split(SPY, LocalDate.of(2014, 6, 9), 1, 2, 1, 7)),
                new Event.Action(
                        new CorporateAction.Dividend(
                                SPY, LocalDate.of(2014, 6, 9), 1, 2, Price.parse("0.47"))),
                new Event.Account(
                        new AccountActivity.Cash(
                                "c", 1, 2, AccountActivity.Reason.FEE, Money.parse("-0.01"))),
                new Event.Account(
                        new AccountActivity.Holding(
                                "h",
                                1,
                                2,
                                AccountActivity.Reason.SPLIT,
                                SPY,
                                Quantity.of(60),
                                Money.parse("1.5"))));
    }

    private static Stream<OrderUpdate> updates() {
        return Stream.of(
                new OrderUpdate.Accepted(ID, 1, 2, "broker"),
                new OrderUpdate.Rejected(ID, 1, 2, "no"),
                new OrderUpdate.Triggered(ID, 1, 2),
                new OrderUpdate.Filled(
                        new Fill(
                                "x1",
                                ID,
                                SPY,
                                Side.SELL,
                                Quantity.of(3),
                                Price.parse("10.01"),
                                Money.parse("0.02"),
                                1,
                                2)),
                new OrderUpdate.PendingCancel(ID, 1, 2),
                new OrderUpdate.PendingReplace(ID, 1, 2),
                new OrderUpdate.Replaced(
                        ID, 1, 2, "next", Quantity.of(4), new Pricing.Limit(Price.of(2))),
                new OrderUpdate.CancelRejected(ID, 1, 2, "late"),
                new OrderUpdate.ReplaceRejected(ID, 1, 2, "late"),
                new OrderUpdate.Canceled(ID, 1, 2),
                new OrderUpdate.Expired(ID, 1, 2));
    }

    private static Stream<Steering> steerings() {
        return Stream.of(
                new Steering.Hold("operator", "lunch"),
                new Steering.Release("operator"),
                new Steering.Flatten("storm"),
                new Steering.Kill("fire"),
                new Steering.Rearm("out"),
                new Steering.StandDown("stop"));
    }

    private static Stream<Event> others() {
        return Stream.of(
                new Event.Mark(Long.MIN_VALUE, Long.MAX_VALUE, 0),
                new Event.Vector(SPY, "alpha", 1, 2, FloatBuffer.wrap(new float[] {1.5f, -0f})),
                new Event.ModelChange("abc", 1, 2),
                new Event.Timer("", 1, 2));
    }

    private static Order order(Pricing pricing) {
        return new Order(
                ID, SPY, Side.BUY, Quantity.of(5), pricing, TimeInForce.GOOD_TIL_CANCELED, 9);
    }
}
