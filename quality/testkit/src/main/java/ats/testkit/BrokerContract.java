package ats.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.Quantity;
import ats.engine.port.Broker;
import ats.engine.port.Broker.Answer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every broker promises; each implementation has a test that extends this one.
@SuppressWarnings("NullAway.Init") // JUnit opens the broker before each test
public abstract class BrokerContract {

    private Broker broker;

    /// A broker with an account that holds nothing.
    protected abstract Broker broker();

    /// An order that the broker takes, and that does not trade by itself, under that id.
    protected abstract Order order(OrderId id);

    @BeforeEach
    final void openTheBroker() {
        broker = broker();
    }

    @Test
    public void findsAnOrderByOurOwnNameForIt() {
        var order = order(new OrderId("contract.1"));

        assertThat(broker.books().order(order.id())).isEmpty();
        var taken = (Answer.Taken) broker.submit(order);
        assertThat(broker.books().order(order.id()))
                .hasValueSatisfying(
                        found -> {
                            assertThat(found.id()).isEqualTo(order.id());
                            assertThat(found.brokerId()).isEqualTo(taken.brokerId());
                            assertThat(found.symbol()).isEqualTo(order.symbol());
                            assertThat(found.quantity()).isEqualTo(order.quantity());
                            assertThat(found.filled()).isEqualTo(Quantity.ZERO);
                            assertThat(found.state().terminal()).isFalse();
                        });
        assertThat(broker.books().openOrders())
                .extracting(Broker.BrokerOrder::id)
                .contains(order.id());
    }

    @Test
    public void takesAnOrderOnceUnderItsName() {
        var order = order(new OrderId("contract.2"));

        assertThat(broker.submit(order)).isInstanceOf(Answer.Taken.class);
        assertThat(broker.submit(order)).isInstanceOf(Answer.Known.class);
        assertThat(broker.books().openOrders()).hasSize(1);
    }

    @Test
    public void cancelsAnOrderOnce() {
        var order = order(new OrderId("contract.3"));
        var taken = (Answer.Taken) broker.submit(order);

        assertThat(broker.cancel(taken.brokerId())).isInstanceOf(Answer.Taken.class);
        assertThat(broker.books().openOrders()).isEmpty();
        assertThat(broker.cancel(taken.brokerId())).isInstanceOf(Answer.Refused.class);
    }

    @Test
    public void startsWithoutPositions() {
        assertThat(broker.books().positions()).isEmpty();
        assertThat(broker.books().account().blocked()).isEmpty();
        assertThat(broker.books().account().cash().positive()).isTrue();
    }
}
