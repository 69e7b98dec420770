package ats.services.tradingstrategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderState;
import ats.domain.OrderUpdate;
import ats.domain.Quantity;
import ats.engine.Command;
import ats.engine.OrderView;
import ats.engine.TradingCondition;
import ats.platform.Fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ReconciliationTest {
    private static final long NOW = Desk.SESSION.open() + 10 * Desk.MINUTE;

    @TempDir private Path home;
    private Desk desk;
    private Reconciliation reconciliation;

    @BeforeEach
    void begin() throws Books.Dethroned {
        desk = Desk.parted(home);
        reign();
        reconciliation.open();
        flush();
    }

    @AfterEach
    void close() {
        desk.files.close();
    }

    @Test
    void theFirstStartTakesOverWhatIsInTheAccount() throws Books.Dethroned {
        var stocked = Desk.parted(home.resolve("other"));
        stocked.broker.hold(Desk.SPY, Quantity.of(7));
        stocked.broker.book(cash("wire", 500));
        desk = stocked;
        reign();
        reconciliation.open();
        flush();

        assertThat(state().positions()).containsEntry(Desk.SPY, Quantity.of(7));
        assertThat(desk.books.engine().cash()).isEqualTo(Money.of(100_500));
        // what was booked before is in the cash already
        reconciliation.activities();
        flush();
        assertThat(desk.books.engine().cash()).isEqualTo(Money.of(100_500));
        assertThat(reconciliation.positions()).isEmpty();
    }

    @Test
    void booksWhatWasBookedThereSinceTheLastLookOnce() throws Books.Dethroned {
        desk.broker.book(cash("d1", 25));
        reconciliation.activities();
        reconciliation.activities();
        flush();

        assertThat(desk.books.engine().cash()).isEqualTo(Money.of(100_025));
        assertThat(desk.store.lastActivity(Desk.ACCOUNT)).isEqualTo("000001");
    }

    @Test
    void theWatermarkMovesOnlyBehindWhatIsDurable() throws Books.Dethroned {
        desk.broker.book(cash("d1", 25));
        reconciliation.activities();
        assertThat(desk.store.lastActivity(Desk.ACCOUNT)).isEmpty();

        // killed here: the next reign reads it again, and books it once
        reign();
        reconciliation.activities();
        flush();
        assertThat(desk.books.engine().cash()).isEqualTo(Money.of(100_025));
        assertThat(desk.store.lastActivity(Desk.ACCOUNT)).isEqualTo("000001");
    }

    @Test
    void aFillThatTheStreamToldIsNotBookedAgain() throws Books.Dethroned {
        var order = buy();
        var _ = desk.broker.book(order);
        var fill = desk.broker.fill(order, "x1", Quantity.of(40));
        desk.books.apply(new OrderUpdate.Filled(fill));
        reconciliation.activities();
        flush();

        assertThat(state().positions()).containsEntry(Desk.SPY, Quantity.of(40));
        assertThat(reconciliation.positions()).isEmpty();
    }

    @Test
    void aFillWhileWeWereAwayIsBooked() throws Books.Dethroned {
        var order = buy();
        var _ = desk.broker.book(order);
        var _ = desk.broker.fill(order, "x1", Quantity.of(100));
        reign();
        reconciliation.activities();
        flush();

        assertThat(state().positions()).containsEntry(Desk.SPY, Quantity.of(100));
        assertThat(state().orders())
                .extracting(OrderView::state)
                .containsExactly(OrderState.FILLED);
    }

    @Test
    void anIntentThatWasKilledBeforeItWasSentIsSentUnderItsName() throws Books.Dethroned {
        var order = buy();
        reign();

        assertThat(reconciliation.orders()).containsExactly(new Command.Submit(order));
    }

    @Test
    void anIntentThatWasKilledAfterItWasSentIsNotSentAgain() throws Books.Dethroned {
        var order = buy();
        var _ = desk.broker.book(order);
        reign();

        assertThat(reconciliation.orders()).isEmpty();
        flush();
        assertThat(state().orders())
                .singleElement()
                .satisfies(
                        view -> {
                            assertThat(view.state()).isEqualTo(OrderState.ACCEPTED);
                            assertThat(view.brokerIds()).containsExactly("b1");
                        });
    }

    @Test
    void anIntentWhoseSessionIsOverIsClosed() throws Books.Dethroned {
        var _ = buy();
        desk.clock.moveTo(Desk.SESSION.close());
        reign();

        assertThat(reconciliation.orders()).isEmpty();
        flush();
        assertThat(state().orders())
                .extracting(OrderView::state)
                .containsExactly(OrderState.EXPIRED);
    }

    @Test
    void anOrderThatTheBrokerTookAndLostIsNotSentAgain() throws Books.Dethroned {
        var order = buy();
        desk.books.apply(new OrderUpdate.Accepted(order.id(), NOW, NOW, "b1"));
        flush();

        assertThat(reconciliation.orders()).isEmpty();
        flush();
        assertThat(state().orders())
                .extracting(OrderView::state)
                .containsExactly(OrderState.EXPIRED);
    }

    @Test
    void anOrderUnderWayIsLeftToItsSender() throws Books.Dethroned {
        var order = buy();
        desk.sender.hand(new Command.Submit(order));

        assertThat(reconciliation.orders()).isEmpty();
        assertThat(desk.broker.count("order " + order.id())).isZero();
    }

    @Test
    void whatEndedThereEndsHere() throws Books.Dethroned {
        for (var ended : List.of(OrderState.CANCELED, OrderState.EXPIRED, OrderState.REJECTED)) {
            var order = buy();
            var _ = desk.broker.book(order);
            desk.broker.end(order.id(), ended);
            assertThat(reconciliation.orders()).isEmpty();
            flush();

            assertThat(state().orders()).last().extracting(OrderView::state).isEqualTo(ended);
            desk.clock.moveTo(desk.clock.now() + 2 * Desk.MINUTE);
        }
    }

    @Test
    void aCancelThatWasLostIsAskedForAgain() throws Books.Dethroned {
        var order = buy();
        var _ = desk.broker.book(order);
        desk.books.apply(new OrderUpdate.PendingCancel(order.id(), NOW, NOW));
        flush();

        assertThat(reconciliation.orders()).containsExactly(new Command.Cancel(order.id()));
    }

    @Test
    void namesTheFirstPositionThatDiffers() {
        desk.broker.hold(Desk.SPY, Quantity.of(3));

        assertThat(reconciliation.positions())
                .contains("SPY: our books say 0 shares, the broker's 3");
        desk.broker.hold(Desk.SPY, Quantity.of(-3));
        assertThat(reconciliation.positions()).isEmpty();
    }

    @Test
    void aFillBetweenTwoQuestionsIsNoDifference() throws Books.Dethroned {
        var order = buy();
        var _ = desk.broker.book(order);
        reconciliation.activities();
        var _ = desk.broker.fill(order, "x1", Quantity.of(100));

        assertThat(reconciliation.positions()).isEmpty();
        assertThat(desk.books.engine().positions()).containsEntry(Desk.SPY, Quantity.of(100));
    }

    @Test
    void aFillOfAStrangerIsBookedAndHalts() throws Books.Dethroned {
        var stranger = Desk.order("stranger", NOW);
        var _ = desk.broker.fill(stranger, "x1", Quantity.of(5));
        reconciliation.activities();
        flush();

        assertThat(reconciliation.positions()).isEmpty();
        assertThat(state().condition().state()).isEqualTo(TradingCondition.State.HALTED);
        assertThat(state().orders())
                .extracting(view -> view.order().id())
                .containsExactly(new OrderId("stranger"));
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNotGuessedAt() {
        for (Runnable question :
                List.<Runnable>of(
                        reconciliation::activities,
                        () -> {
                            var _ = reconciliation.positions();
                        })) {
            desk.broker.silence(1);
            assertThatThrownBy(question::run)
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("the broker does not answer");
        }
    }

    /// As after a start: the books from the database, and the comparison from its watermark.
    private void reign() {
        var engine = Desk.SETUP.engine();
        engine.load(desk.store.load(Desk.ACCOUNT));
        var lease = desk.keeper.take().orElseGet(desk.books::lease);
        desk.books.begin(engine, lease, desk.clock.now());
        reconciliation =
                new Reconciliation(desk.broker, desk.store, desk.books, desk.sender, desk.guard);
        reconciliation.begin(Desk.ACCOUNT);
    }

    /// An intent that is durable and not sent.
    private Order buy() throws Books.Dethroned {
        long at = desk.clock.now();
        desk.books.apply(Desk.bar(at, 10));
        desk.books.apply(Desk.bar(at + Desk.MINUTE, 11));
        desk.books.apply(Desk.mark(at + Desk.MINUTE));
        flush();
        return desk.books.engine().openOrders().getLast().order();
    }

    private void flush() throws Books.Dethroned {
        var _ = desk.books.flush();
        reconciliation.advance();
    }

    private ats.engine.store.TradingState state() {
        return desk.store.load(Desk.ACCOUNT);
    }

    private static AccountActivity cash(String id, long dollars) {
        return new AccountActivity.Cash(
                id, NOW, NOW, AccountActivity.Reason.DIVIDEND, Money.of(dollars));
    }
}
