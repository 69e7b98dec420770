package ats.services.tradingstrategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.OrderId;
import ats.domain.OrderState;
import ats.domain.OrderUpdate;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.engine.Command;
import ats.engine.Event;
import ats.engine.Fact;
import ats.engine.OrderView;
import ats.engine.Steering;
import ats.engine.TradingCondition;
import ats.engine.store.Lease;
import ats.platform.Fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class BooksTest {
    private static final long NOW = Desk.SESSION.open() + 10 * Desk.MINUTE;

    @TempDir private Path home;
    private Desk desk;
    private Books books;

    @BeforeEach
    void begin() throws Books.Dethroned {
        desk = Desk.parted(home);
        books = desk.books;
        books.begin(Desk.SETUP.engine(), desk.keeper.take().orElseThrow(), NOW);
        books.apply(
                new Event.Account(
                        new AccountActivity.Cash(
                                "opening",
                                NOW,
                                NOW,
                                AccountActivity.Reason.TRANSFER,
                                Money.of(100_000))));
        var _ = books.flush();
    }

    @AfterEach
    void close() {
        desk.files.close();
    }

    @Test
    void theFactsOfAnInstantAreOneTransaction() throws Books.Dethroned {
        int before = desk.store.commits().size();
        var order = buy();
        var flushed = books.flush();

        assertThat(desk.store.commits()).hasSize(before + 1);
        assertThat(desk.store.commits().getLast())
                .hasAtLeastOneElementOfType(Fact.OrderChanged.class)
                .hasAtLeastOneElementOfType(Fact.TargetChanged.class)
                .hasAtLeastOneElementOfType(Fact.Valued.class);
        assertThat(flushed.commands()).contains(order);
        assertThat(flushed.outage()).isFalse();
        assertThat(flushed.changed()).isTrue();
    }

    @Test
    void nothingNewIsNoTransaction() throws Books.Dethroned {
        int before = desk.store.commits().size();

        assertThat(books.flush()).isEqualTo(Books.Flushed.NOTHING);
        assertThat(desk.store.commits()).hasSize(before);
    }

    @Test
    void commandsComeOnceAndOnlyWhenTheirIntentIsDurable() throws Books.Dethroned {
        var order = buy();
        assertThat(orders()).isEmpty();

        assertThat(books.flush().commands()).contains(order);
        assertThat(orders()).extracting(OrderView::state).containsExactly(OrderState.SUBMITTED);
        assertThat(books.flush().commands()).isEmpty();
    }

    @Test
    void aFillThatIsToldTwiceIsBookedOnce() throws Books.Dethroned {
        var order = buy().order();
        var fill = fill(order.id(), "x1", 40);
        books.apply(new OrderUpdate.Filled(fill));
        books.apply(new OrderUpdate.Filled(fill));
        var _ = books.flush();
        books.apply(new OrderUpdate.Filled(fill));
        var _ = books.flush();

        assertThat(facts(Fact.Filled.class)).containsExactly(new Fact.Filled(fill));
        assertThat(state().positions()).containsEntry(Desk.SPY, Quantity.of(40));
        assertThat(books.published().ledgerSum()).isEqualTo(Money.ZERO);
    }

    @Test
    void aFillOfAnUnknownOrderIsBookedMarkedAndHalts() throws Books.Dethroned {
        books.apply(new OrderUpdate.Filled(fill(new OrderId("stranger"), "x9", 5)));
        var _ = books.flush();

        assertThat(state().positions()).containsEntry(Desk.SPY, Quantity.of(5));
        assertThat(orders())
                .singleElement()
                .satisfies(order -> assertThat(order.reason()).isEqualTo("not an order of ours"));
        assertThat(state().condition().state()).isEqualTo(TradingCondition.State.HALTED);
        assertThat(state().condition().holds()).containsKey("reconciliation");
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedForAndTheOutageIsTold() throws Books.Dethroned {
        var order = buy();
        desk.store.absence().refuse(2);
        var flushed = books.flush();

        assertThat(flushed.outage()).isTrue();
        assertThat(flushed.commands()).contains(order);
        assertThat(orders()).hasSize(1);
        assertThat(desk.troubles)
                .containsExactly(
                        "the database is away: the store is away",
                        "the database is away: the store is away",
                        "");
    }

    @Test
    void aCommitWhoseAnswerWasLostIsBookedOnce() throws Books.Dethroned {
        var order = buy().order();
        books.apply(new OrderUpdate.Filled(fill(order.id(), "x1", 100)));
        desk.store.absence().loseAnswers(1);
        var flushed = books.flush();

        assertThat(flushed.outage()).isTrue();
        assertThat(state().positions()).containsEntry(Desk.SPY, Quantity.of(100));
        assertThat(state().balances())
                .isEqualTo(new TreeMap<>(desk.store.load(Desk.ACCOUNT).balances()))
                .containsEntry("cash", Money.of(99_000));
    }

    @Test
    void aDatabaseThatIsBrokenEndsItAndNothingIsGivenOut() {
        var _ = buy();
        var broken = new Broken();
        var other = new Books(Desk.SETUP, broken, desk.keeper, desk.files, desk.troubles::add);
        other.begin(Desk.SETUP.engine(), new Lease(Desk.ACCOUNT, "us", 1), NOW);
        other.apply(new OrderUpdate.Filled(fill(new OrderId("s"), "x1", 1)));

        assertThatThrownBy(other::flush).hasMessageContaining("two facts of one name");
    }

    @Test
    void aWaitForTheDatabaseCanBeGivenUp() {
        var _ = buy();
        desk.store.absence().refuse(Integer.MAX_VALUE);
        books.giveUp();

        assertThatThrownBy(books::flush).isInstanceOf(Fault.class).hasMessageContaining("away");
    }

    @Test
    void aLeaseThatRanOutUnnoticedIsTakenAgainWhenNobodyElseHadIt() throws Books.Dethroned {
        var order = buy();
        desk.expireTheLease();
        var flushed = books.flush();

        assertThat(books.lease().epoch()).isEqualTo(2);
        assertThat(desk.keeper.valid()).isTrue();
        // what was decided under the old lease is no longer what one would decide
        assertThat(flushed.outage()).isTrue();
        assertThat(flushed.commands()).contains(order);
        assertThat(orders()).hasSize(1);
    }

    @Test
    void aLeaseThatSomebodyElseHadInBetweenEndsTheReign() {
        var _ = buy();
        desk.someoneElseTakesTheLease();
        desk.expireTheLease();

        assertThatThrownBy(books::flush)
                .isInstanceOf(Books.Dethroned.class)
                .hasMessage("epoch 3 after 1");
        assertThat(orders()).isEmpty();
    }

    @Test
    void whatWasNotCommittedIsNotCarriedIntoTheNextReign() throws Books.Dethroned {
        var _ = buy();
        desk.someoneElseTakesTheLease();
        desk.expireTheLease();
        assertThatThrownBy(books::flush).isInstanceOf(Books.Dethroned.class);

        books.begin(Desk.SETUP.engine(), desk.keeper.take().orElse(books.lease()), NOW);
        assertThat(books.flush()).isEqualTo(Books.Flushed.NOTHING);
        assertThat(orders()).isEmpty();
    }

    @Test
    void figuresAreThoseOfTheLastDurableInstant() throws Books.Dethroned {
        books.apply(new Event.Operator("1", "test", new Steering.Hold("operator", "x"), NOW, NOW));
        assertThat(books.published().condition()).isEqualTo(TradingCondition.CLEAR);

        var _ = books.flush();
        assertThat(books.published().condition().holds()).containsKey("operator");
    }

    @Test
    void everyEventIsInTheJournalBeforeItIsDurable() throws Books.Dethroned {
        var before = books.journalDigest();
        var _ = buy();
        assertThat(books.journalDigest()).isNotEqualTo(before);
        assertThat(orders()).isEmpty();
        assertThat(home.resolve("journal")).isNotEmptyDirectory();
    }

    /// What a rise at the next close orders.
    private Command.Submit buy() {
        books.apply(Desk.bar(NOW, 10));
        books.apply(Desk.bar(NOW + Desk.MINUTE, 11));
        books.apply(Desk.mark(NOW + Desk.MINUTE));
        var order = books.engine().openOrders().getLast().order();
        return new Command.Submit(order);
    }

    private static Fill fill(OrderId order, String execution, long shares) {
        return new Fill(
                execution,
                order,
                Desk.SPY,
                Side.BUY,
                Quantity.of(shares),
                Price.of(10),
                Money.ZERO,
                NOW,
                NOW);
    }

    private ats.engine.store.TradingState state() {
        return desk.store.load(Desk.ACCOUNT);
    }

    private List<OrderView> orders() {
        return state().orders();
    }

    private <T extends Fact> List<T> facts(Class<T> kind) {
        return desk.store.commits().stream()
                .flatMap(List::stream)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /// A database that contradicts us.
    private static final class Broken implements ats.engine.store.TradingStore {
        @Override
        public ats.engine.store.TradingState load(String account) {
            return ats.engine.store.TradingState.empty();
        }

        @Override
        public boolean commit(Lease lease, List<Fact> facts) {
            throw Fault.corrupt("two facts of one name");
        }

        @Override
        public String lastActivity(String account) {
            return "";
        }

        @Override
        public boolean advanceActivity(Lease lease, String activityId) {
            return true;
        }
    }
}
