package ats.engine.port;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderState;
import ats.domain.OrderUpdate;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Symbol;

/// Where our orders go. Calls block and are made one at a time.
public interface Broker {

    /// Sends once, never again by itself.
    Answer submit(Order order);

    Answer cancel(String brokerId);

    Answer replace(String brokerId, Quantity quantity, Pricing pricing);

    Books books();

    Link link();

    /// How the broker took a request.
    sealed interface Answer {

        /// It has it.
        record Taken(String brokerId) implements Answer {}

        /// It has an order with this client order id already.
        record Known() implements Answer {}

        /// Proof of refusal, in the broker's words.
        record Refused(String reason) implements Answer {}

        /// Too many requests: nothing happened; ask again after so many milliseconds.
        record Busy(long retryAfterMillis) implements Answer {}

        /// Time-out, server error, lost connection, unreadable answer: look it up before anything
        /// else.
        record Ambiguous(String reason) implements Answer {}
    }

    /// What the broker has written down. Each call throws when it cannot be answered.
    interface Books {

        Account account();

        SortedMap<Symbol, Quantity> positions();

        Optional<BrokerOrder> order(OrderId id);

        List<BrokerOrder> openOrders();

        /// Fills and other activities after the given one ("" for all), oldest first.
        List<Activity> activitiesAfter(String activityId);
    }

    /// The stream of order updates.
    interface Link {

        void open(Listener listener);

        /// Asks for as little as proves that the broker answers and the keys are right; empty is
        /// well, else one line that says what is wrong.
        Optional<String> check();

        void close();
    }

    /// Told on the link's own thread: enqueue, and act at your own pace.
    interface Listener {

        void update(OrderUpdate update);

        /// Listening, at first and after each reconnection: what was missed has to be asked for.
        void connected();

        void disconnected(String reason);

        /// A frame that could not be read was dropped.
        void malformed(String reason);
    }

    /// `number` names the account; `blocked` says why it may not trade, else empty.
    record Account(String number, Money cash, Money equity, Money buyingPower, String blocked) {}

    /// An order as the broker has it.
    record BrokerOrder(
            OrderId id,
            String brokerId,
            Symbol symbol,
            OrderState state,
            Quantity quantity,
            Quantity filled,
            Price averagePrice,
            long updatedAt) {}

    /// A line of the broker's activity list; its id sorts by time.
    sealed interface Activity {

        String id();

        /// `brokerOrderId` names the order at the broker; the fill's own order id is resolved.
        record Traded(String id, Fill fill, String brokerOrderId) implements Activity {}

        record Booked(String id, AccountActivity activity) implements Activity {}
    }
}
