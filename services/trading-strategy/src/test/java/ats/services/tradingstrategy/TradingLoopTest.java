package ats.services.tradingstrategy;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.MarketEvent.Bar;
import ats.domain.Money;
import ats.domain.OrderState;
import ats.domain.OrderUpdate;
import ats.domain.Quantity;
import ats.engine.Event;
import ats.engine.Fact;
import ats.engine.OrderView;
import ats.engine.Steering;
import ats.engine.TradingCondition;
import ats.platform.service.Health;
import ats.testkit.FakeBroker.Trouble;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class TradingLoopTest {
    private static final long MINUTE = Desk.MINUTE;

    @TempDir private Path home;
    private Desk desk;
    private Reigning reigning;
    private long at;

    @BeforeEach
    void prepare() {
        desk = Desk.whole(home);
        reigning = new Reigning(desk, home);
        at = desk.clock.now();
    }

    @AfterEach
    void stop() {
        reigning.stop();
    }

    @Test
    void whatAMarkDecidesIsSentOnce() throws Exception {
        begin();
        rise();

        assertThat(submitted()).hasSize(1);
        assertThat(orders()).extracting(OrderView::state).containsExactly(OrderState.ACCEPTED);
        assertThat(reigning.health().detail()).isEqualTo("trading ema-cross:1/2");
    }

    @Test
    void whatWaitsTogetherIsOneTransaction() throws Exception {
        var loop = open();
        int before = desk.store.commits().size();
        for (int number = 1; number <= 3; number++) {
            var order = desk.order("s" + number);
            var fill = desk.broker.fill(order, "x" + number, Quantity.of(number));
            desk.inbox.put(new Notice.Told(new OrderUpdate.Filled(fill)));
        }
        reigning.start(loop);
        settle();

        assertThat(desk.store.commits()).hasSize(before + 1);
        assertThat(desk.store.commits().getLast())
                .filteredOn(Fact.Filled.class::isInstance)
                .hasSize(3);
    }

    @Test
    void aDecisionThatCouldNotBeMadeDurableInTimeIsNotSent() throws Exception {
        begin();
        desk.store.absence().refuse(1);
        rise();

        assertThat(submitted()).isEmpty();
        assertThat(orders()).extracting(OrderView::state).containsExactly(OrderState.EXPIRED);
        assertThat(condition()).isEqualTo(TradingCondition.CLEAR);

        // what is still wanted is asked for again under a new name
        next(12);
        assertThat(submitted()).hasSize(1);
        assertThat(orders())
                .extracting(OrderView::state)
                .containsExactly(OrderState.EXPIRED, OrderState.ACCEPTED);
    }

    @Test
    void aLeaseLostInTheMiddleEndsTheReignWithNothingSent() throws Exception {
        begin();
        desk.someoneElseTakesTheLease();
        desk.expireTheLease();
        feed(Desk.bar(at, 10), Desk.bar(at + MINUTE, 11), Desk.mark(at + MINUTE));

        assertThat(reigning.ended()).isEqualTo("epoch 3 after 1");
        assertThat(submitted()).isEmpty();
        assertThat(orders()).isEmpty();
    }

    @Test
    void aLeaseThatTheKeeperLostEndsTheReign() throws Exception {
        begin();
        desk.inbox.put(new Notice.Dethroned());

        assertThat(reigning.ended()).isEqualTo("the lease was taken over");
    }

    @Test
    void anOrderHeldBackForTheLeaseIsNotAskedForWithoutEnd() throws Exception {
        begin();
        // by our own clock it is over, by the database's it is not
        desk.process.addAndGet(Duration.ofSeconds(7).toNanos());
        rise();

        assertThat(submitted()).isEmpty();
        assertThat(orders()).extracting(OrderView::state).containsExactly(OrderState.SUBMITTED);
        var id = orders().getFirst().order().id();
        assertThat(desk.broker.count("order " + id)).isOne();

        // the renewal comes through
        desk.process.addAndGet(-Duration.ofSeconds(2).toNanos());
        doubt();
        assertThat(submitted()).containsExactly("submit " + id);
    }

    @Test
    void withoutTheBrokersStreamNothingIsRisked() throws Exception {
        begin();
        desk.inbox.put(new Notice.Disconnected("connection reset"));
        settle();
        assertThat(condition().holds()).containsEntry("broker", "connection reset");
        rise();
        assertThat(submitted()).isEmpty();

        desk.inbox.put(new Notice.Connected());
        settle();
        assertThat(condition()).isEqualTo(TradingCondition.CLEAR);
        next(12);
        assertThat(submitted()).hasSize(1);
    }

    @Test
    void whatWasMissedWhileAwayIsBookedOnTheReconnection() throws Exception {
        begin();
        rise();
        desk.inbox.put(new Notice.Disconnected("connection reset"));
        settle();
        var _ = desk.broker.fill(orders().getFirst().order(), "x1", Quantity.of(100));
        desk.inbox.put(new Notice.Connected());
        settle();

        assertThat(desk.store.load(Desk.ACCOUNT).positions())
                .containsEntry(Desk.SPY, Quantity.of(100));
        assertThat(condition()).isEqualTo(TradingCondition.CLEAR);
    }

    @Test
    void positionsThatDifferHoldUntilTheyAgree() throws Exception {
        begin();
        desk.broker.hold(Desk.SPY, Quantity.of(3));
        doubt();
        assertThat(condition().holds())
                .containsEntry("reconciliation", "SPY: our books say 0 shares, the broker's 3");
        assertThat(reigning.health().ready()).isFalse();

        desk.broker.hold(Desk.SPY, Quantity.of(-3));
        doubt();
        assertThat(condition()).isEqualTo(TradingCondition.CLEAR);
        assertThat(reigning.health().ready()).isTrue();
    }

    @Test
    void aBrokerThatDoesNotAnswerHoldsUntilItDoes() throws Exception {
        begin();
        desk.broker.silence(1);
        doubt();
        assertThat(condition().holds()).containsEntry("broker", "the broker does not answer");

        doubt();
        assertThat(condition()).isEqualTo(TradingCondition.CLEAR);
    }

    @Test
    void aFillOfAnUnknownOrderHalts() throws Exception {
        begin();
        var fill = desk.broker.fill(desk.order("stranger"), "x1", Quantity.of(5));
        together(new Notice.Told(new OrderUpdate.Filled(fill)));

        assertThat(condition().state()).isEqualTo(TradingCondition.State.HALTED);
        rise();
        assertThat(submitted()).isEmpty();
    }

    @Test
    void aLostAnswerIsFollowedUpToTheFill() throws Exception {
        begin();
        desk.broker.expect(new Trouble.LostAnswer("timed out"));
        rise();

        assertThat(submitted()).hasSize(1);
        assertThat(orders()).extracting(OrderView::state).containsExactly(OrderState.ACCEPTED);
    }

    @Test
    void operatorsAreObeyedOnceAndInOrder() throws Exception {
        begin();
        ask("c1", new Steering.Hold("operator", "lunch"));
        ask("c2", new Steering.Release("operator"));
        ask("c3", new Steering.Hold("operator", "dinner"));
        together(new Notice.Commanded(), new Notice.Commanded());

        assertThat(condition().holds()).containsExactly(Map.entry("operator", "dinner"));
        assertThat(desk.controls.pending()).isEmpty();
        assertThat(reigning.health()).isEqualTo(Health.ready("paused, operator: dinner"));
    }

    @Test
    void aKillIsObeyedByWhatWaitsToBeSent() throws Exception {
        begin();
        ask("k1", new Steering.Kill("drill"));
        together(new Notice.Commanded());
        rise();

        assertThat(submitted()).isEmpty();
        assertThat(condition().killed()).isEqualTo("drill");
    }

    @Test
    void commandsThatCouldNotBeReadAreReadLater() throws Exception {
        begin();
        ask("c1", new Steering.Hold("operator", "lunch"));
        desk.controls.absence().refuse(1);
        together(new Notice.Commanded());
        assertThat(condition()).isEqualTo(TradingCondition.CLEAR);

        together(new Notice.Commanded());
        assertThat(condition().holds()).containsKey("operator");
    }

    @Test
    void aCommandThatCouldNotBeMarkedIsNotObeyedTwice() throws Exception {
        begin();
        ask("f1", new Steering.Flatten("drill"));
        // it is read, but not marked
        desk.controls.absence().refuseAfter(1, 2);
        together(new Notice.Commanded());
        assertThat(desk.controls.pending()).hasSize(1);
        var before = desk.books.journalDigest();
        together(new Notice.Commanded());

        assertThat(desk.controls.pending()).isEmpty();
        assertThat(desk.books.journalDigest()).isEqualTo(before);
    }

    @Test
    void barsThatHistoryHasToldAreNotToldAgain() throws Exception {
        store(at - MINUTE, 9);
        store(at, 10);
        begin();
        feed(Desk.bar(at, 10), Desk.mark(at));
        settle();
        // the mark of an instant that is history decides nothing
        assertThat(submitted()).isEmpty();

        feed(Desk.bar(at + MINUTE, 11), Desk.mark(at + MINUTE));
        settle();
        assertThat(submitted()).hasSize(1);
    }

    /// 15 is more than the average of 10 and 15, but less than that of 10, 20, 20, 20 and 15.
    @Test
    void barsThatNobodyToldAreTakenFromTheStore() throws Exception {
        begin();
        feed(Desk.bar(at, 10), Desk.mark(at));
        for (int missed = 0; missed < 3; missed++) {
            at += MINUTE;
            store(at, 20);
        }
        next(15);
        assertThat(submitted()).isEmpty();

        feed(Desk.bar(at - MINUTE, 1));
        next(19);
        assertThat(submitted()).as("what comes late is known").hasSize(1);
    }

    @Test
    void aReignEndsRatherThanGoOnWithoutBarsThatItMissed() throws Exception {
        begin();
        feed(Desk.bar(at, 10), Desk.mark(at));
        settle();
        desk.bars.refuseToRead(1);
        feed(Desk.bar(at + 2 * MINUTE, 11), Desk.mark(at + 2 * MINUTE));

        assertThat(reigning.ended()).isEqualTo("missed bars can't be read: the store is away");
        assertThat(submitted()).isEmpty();
    }

    @Test
    void aSessionsActivitiesAreBookedBeforeItOpens() throws Exception {
        begin();
        desk.broker.book(
                new AccountActivity.Cash(
                        "d1", at, at, AccountActivity.Reason.DIVIDEND, Money.of(25)));
        feed(new Event.Timer("session-actions:2024-06-04", at, at));
        settle();

        assertThat(desk.books.published().equity()).isEqualTo(Money.of(100_025));
    }

    @Test
    void aStopCancelsWhatOpensRisk() throws Exception {
        reigning.start(reigning.open(TradingSettings.of("us")));
        rise();
        var order = orders().getFirst().order();
        desk.inbox.put(new Notice.Stopped());
        while (desk.broker.count("cancel b1") == 0) {
            Thread.sleep(1);
        }
        desk.inbox.put(new Notice.Told(new OrderUpdate.Canceled(order.id(), at, at)));

        assertThat(reigning.ended()).isEmpty();
        assertThat(orders()).extracting(OrderView::state).containsExactly(OrderState.CANCELED);
    }

    private void begin() throws Books.Dethroned {
        reigning.start(open());
    }

    private TradingLoop open() throws Books.Dethroned {
        return reigning.open(TradingSettings.of("us").withoutCancels());
    }

    /// Two closes of which the second is higher.
    private void rise() {
        feed(Desk.bar(at, 10));
        next(11);
    }

    private void next(long dollars) {
        at += MINUTE;
        desk.clock.moveTo(at);
        together(new Notice.Fed(Desk.bar(at, dollars)), new Notice.Fed(Desk.mark(at)));
    }

    private void feed(Event... events) {
        for (var event : events) {
            desk.inbox.put(new Notice.Fed(event));
        }
    }

    private void store(long end, long dollars) {
        if (Desk.bar(end, dollars) instanceof Event.Market(Bar bar)) {
            desk.bars.saveBars(Desk.SETUP.timeframe(), List.of(bar));
        }
    }

    private void doubt() {
        together(new Notice.Doubted("a test"));
    }

    private void together(Notice... notices) {
        List.of(notices).forEach(desk.inbox::put);
        settle();
    }

    private void settle() {
        desk.notices.settle();
    }

    private void ask(String id, Steering steering) {
        assertThat(desk.controls.record(new Event.Operator(id, "me", steering, at, at))).isTrue();
    }

    private List<String> submitted() {
        return desk.broker.requests().stream()
                .filter(request -> request.startsWith("submit "))
                .toList();
    }

    private List<OrderView> orders() {
        return desk.store.load(Desk.ACCOUNT).orders();
    }

    private TradingCondition condition() {
        return desk.books.published().condition();
    }
}
