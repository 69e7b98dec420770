package ats.services.tradingstrategy;

import ats.domain.OrderUpdate;
import ats.engine.Event;

/// What the trading thread is told.
sealed interface Notice {

    /// From the market's topic.
    record Fed(Event event) implements Notice {}

    /// From the topic of feature vectors.
    record Featured(Event event) implements Notice {}

    /// The vectors of the instant that ended then are waited for no longer.
    record Overdue(long happenedAt) implements Notice {}

    /// Another model is to be traded by.
    record Modeled(Event.ModelChange change) implements Notice {}

    /// By the broker, as an answer or over its stream.
    record Told(OrderUpdate update) implements Notice {}

    record Connected() implements Notice {}

    record Disconnected(String reason) implements Notice {}

    /// Our books and the broker's have to be compared.
    record Doubted(String reason) implements Notice {}

    /// An operator's command waits in the database.
    record Commanded() implements Notice {}

    /// Somebody else may trade now.
    record Dethroned() implements Notice {}

    record Stopped() implements Notice {}
}
