package ats.services.tradingstrategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import module java.base;

import ats.domain.Order;
import ats.domain.OrderState;
import ats.domain.OrderUpdate;
import ats.domain.OrderUpdate.Accepted;
import ats.domain.OrderUpdate.CancelRejected;
import ats.domain.OrderUpdate.Canceled;
import ats.domain.OrderUpdate.Expired;
import ats.domain.OrderUpdate.Rejected;
import ats.domain.OrderUpdate.ReplaceRejected;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.engine.Command;
import ats.testkit.FakeBroker;
import ats.testkit.FakeBroker.Trouble;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class OrderSenderTest {
    @TempDir private Path home;
    private Desk desk;
    private FakeBroker broker;
    private Order order;

    @BeforeEach
    void start() {
        desk = Desk.parted(home);
        broker = desk.broker;
        order = desk.order("o1");
        var _ = desk.keeper.take().orElseThrow();
        desk.sender.start();
    }

    @AfterEach
    void stop() {
        desk.sender.close();
    }

    @Test
    void tellsThatTheBrokerTookIt() throws InterruptedException {
        assertThat(told(submit())).containsExactly(accepted("b1"));
        assertThat(broker.requests()).containsExactly("submit o1");
    }

    @Test
    void tellsThatTheBrokerRefusedIt() throws InterruptedException {
        broker.expect(new Trouble.Refusal("insufficient buying power"));

        assertThat(told(submit()))
                .containsExactly(
                        new Rejected(order.id(), now(), now(), "insufficient buying power"));
        assertThat(broker.requests()).containsExactly("submit o1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timed out", "status 503", "unreadable answer", "connection reset"})
    void anAnswerThatWasLostIsLookedUpAndTheOrderNotSentAgain(String reason)
            throws InterruptedException {
        broker.expect(new Trouble.LostAnswer(reason));

        assertThat(told(submit())).containsExactly(accepted("b1"));
        assertThat(broker.requests()).containsExactly("submit o1", "order o1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timed out", "status 503", "unreadable answer", "connection reset"})
    void aRequestThatWasLostIsSentAgainUnderItsName(String reason) throws InterruptedException {
        broker.expect(new Trouble.LostRequest(reason));

        assertThat(told(submit())).containsExactly(accepted("b1"));
        assertThat(broker.requests()).containsExactly("submit o1", "order o1", "submit o1");
    }

    @Test
    void asksUntilTheBooksAnswerBeforeItSendsAgain() throws InterruptedException {
        broker.expect(new Trouble.LostRequest("timed out"));
        broker.silence(1);

        assertThat(told(submit())).containsExactly(accepted("b1"));
        assertThat(broker.requests())
                .containsExactly("submit o1", "order o1", "order o1", "submit o1");
    }

    @Test
    void anOrderThatTheBrokerKnowsIsFoundThere() throws InterruptedException {
        var _ = broker.book(order);

        assertThat(told(submit())).containsExactly(accepted("b1"));
        assertThat(broker.requests()).containsExactly("submit o1", "order o1");
    }

    @Test
    void anOrderThatEndedUnseenIsReportedAsItEnded() throws InterruptedException {
        var _ = broker.book(order);
        broker.end(order.id(), OrderState.CANCELED);

        assertThat(told(submit()))
                .containsExactly(accepted("b1"), new Canceled(order.id(), now(), now()));
    }

    @Test
    void anOrderThatTradedUnseenCallsForTheBooks() throws InterruptedException {
        var _ = broker.book(order);
        var _ = broker.fill(order, "x1", Quantity.of(40));

        assertThat(submit())
                .containsExactly(
                        new Notice.Told(accepted("b1")),
                        new Notice.Doubted("an order that was looked up had traded"));
    }

    @Test
    void aBrokerWithTooManyRequestsIsAskedAgainWithoutALookUp() throws InterruptedException {
        broker.expect(new Trouble.TooMany(1));
        broker.expect(new Trouble.TooMany(1));

        assertThat(told(submit())).containsExactly(accepted("b1"));
        assertThat(broker.requests()).containsExactly("submit o1", "submit o1", "submit o1");
    }

    @Test
    void withoutTheLeaseNothingIsSentAndItSaysSo() throws InterruptedException {
        desk.expireTheLease();

        assertThat(submit())
                .containsExactly(
                        new Notice.Doubted("an order was held back: the lease had run out"));
        assertThat(broker.requests()).isEmpty();
        assertThat(desk.sender.awaits(order.id())).isFalse();
    }

    @Test
    void anOrderHeldBackIsNoLongerItsSendersWhenThatIsSaid() throws InterruptedException {
        desk.expireTheLease();
        // the word waits for room, so that it can be looked at before it arrives
        for (int notice = 0; notice < 100_000; notice++) {
            desk.inbox.put(new Notice.Connected());
        }
        desk.sender.hand(new Command.Submit(order));
        while (desk.sender.awaits(order.id())) {
            Thread.sleep(1);
        }

        assertThat(desk.inbox.depth()).isEqualTo(100_000);
        assertThat(broker.requests()).isEmpty();
    }

    @Test
    void aLeaseLostBetweenTwoTriesEndsThem() throws InterruptedException {
        broker.expect(new Trouble.LostRequest("timed out"));
        broker.silence(1);
        desk.sender.hand(new Command.Submit(order));
        while (broker.count("order o1") == 0) {
            Thread.sleep(1);
        }
        desk.expireTheLease();
        desk.requests.settle();

        assertThat(desk.heard())
                .containsExactly(
                        new Notice.Doubted("an order was held back: the lease had run out"));
        assertThat(broker.count("submit o1")).isOne();
    }

    @Test
    void anIntentOfASessionThatIsOverIsNotSent() throws InterruptedException {
        desk.clock.moveTo(Desk.SESSION.close() - 1);
        var _ = submit();
        assertThat(broker.count("submit o1")).isOne();

        desk.clock.moveTo(Desk.SESSION.close());
        order = Desk.order("o2", Desk.SESSION.close() - 1);
        assertThat(told(submit())).containsExactly(new Expired(order.id(), now(), now()));
        assertThat(broker.count("submit o2")).isZero();
    }

    @Test
    void anIntentOfTheCloseBelongsToTheNextSession() throws InterruptedException {
        desk.clock.moveTo(Desk.SESSION.close());
        order = desk.order("o2");

        assertThat(told(submit())).containsExactly(accepted("b1"));
    }

    @Test
    void afterAKillNoOrderGoesOutButCancelsDo() throws InterruptedException {
        var _ = submit();
        desk.sender.kill(true);
        order = desk.order("o2");
        assertThat(told(submit())).containsExactly(new Expired(order.id(), now(), now()));
        assertThat(broker.count("submit o2")).isZero();

        var _ = carryOut(new Command.Cancel(Desk.order("o1", 0).id()));
        assertThat(broker.count("cancel b1")).isOne();
        desk.sender.kill(false);
        order = desk.order("o3");
        assertThat(told(submit())).containsExactly(accepted("b2"));
    }

    @Test
    void cancelsUnderTheNameThatTheBrokerGave() throws InterruptedException {
        var _ = submit();

        assertThat(carryOut(new Command.Cancel(order.id()))).isEmpty();
        assertThat(broker.requests()).containsExactly("submit o1", "cancel b1");
    }

    @Test
    void aCancelOfWhatTheBrokerNeverHadIsDone() throws InterruptedException {
        assertThat(told(carryOut(new Command.Cancel(order.id()))))
                .containsExactly(new Canceled(order.id(), now(), now()));
        assertThat(broker.requests()).containsExactly("order o1");
    }

    @Test
    void aRefusedCancelIsTold() throws InterruptedException {
        var _ = submit();
        broker.end(order.id(), OrderState.EXPIRED);

        assertThat(told(carryOut(new Command.Cancel(order.id()))))
                .containsExactly(
                        new CancelRejected(order.id(), now(), now(), "order is already EXPIRED"));
    }

    @Test
    void aLostCancelIsAskedForAgainWhileTheOrderWorks() throws InterruptedException {
        var _ = submit();
        broker.expect(new Trouble.LostRequest("timed out"));
        assertThat(carryOut(new Command.Cancel(order.id()))).isEmpty();

        assertThat(broker.requests())
                .containsExactly("submit o1", "cancel b1", "order o1", "cancel b1");
    }

    @Test
    void aLostAnswerToACancelIsNotAskedForAgain() throws InterruptedException {
        var _ = submit();
        broker.expect(new Trouble.LostAnswer("timed out"));
        assertThat(carryOut(new Command.Cancel(order.id()))).isEmpty();

        assertThat(broker.requests()).containsExactly("submit o1", "cancel b1", "order o1");
    }

    @Test
    void aReplacementWorksUnderItsNewName() throws InterruptedException {
        var _ = submit();
        assertThat(carryOut(replacement())).isEmpty();
        assertThat(carryOut(new Command.Cancel(order.id()))).isEmpty();

        assertThat(broker.requests()).containsExactly("submit o1", "replace b1", "cancel b1r");
    }

    @Test
    void aRefusedReplacementIsTold() throws InterruptedException {
        var _ = submit();
        broker.expect(new Trouble.Refusal("too late"));

        assertThat(told(carryOut(replacement())))
                .containsExactly(new ReplaceRejected(order.id(), now(), now(), "too late"));
    }

    @Test
    void aReplacementWithoutAClearAnswerIsForTheBooksToSay() throws InterruptedException {
        var _ = submit();
        broker.expect(new Trouble.LostAnswer("timed out"));

        assertThat(carryOut(replacement()))
                .containsExactly(new Notice.Doubted("a replacement had no clear answer"));
        assertThat(carryOut(new Command.Cancel(order.id()))).isEmpty();
        assertThat(broker.requests())
                .containsExactly("submit o1", "replace b1", "order o1", "cancel b1r");
    }

    @Test
    void refusesWhatIsNotForTheBroker() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.sender.hand(new Command.SetTimer("t", 5)));
        assertThat(desk.sender.idle()).isTrue();
    }

    private List<Notice> submit() throws InterruptedException {
        return carryOut(new Command.Submit(order));
    }

    private Command replacement() {
        return new Command.Replace(
                order.id(), Quantity.of(50), new Pricing.Limit(Price.parse("9.5")));
    }

    /// What was put into the inbox meanwhile.
    private List<Notice> carryOut(Command command) throws InterruptedException {
        desk.sender.hand(command);
        desk.requests.settle();
        return desk.heard();
    }

    private Accepted accepted(String brokerId) {
        return new Accepted(order.id(), now(), now(), brokerId);
    }

    private long now() {
        return desk.clock.now();
    }

    private static List<OrderUpdate> told(List<Notice> notices) {
        return notices.stream().map(notice -> ((Notice.Told) notice).update()).toList();
    }
}
