package ats.services.continuouslearning;

import ats.domain.Session;
import ats.engine.Event;

/// What the learning thread is told.
sealed interface Item {

    /// The market's history is there; learning can begin.
    record Begin(long now) implements Item {}

    /// From the topic of feature vectors.
    record Featured(Event event) implements Item {}

    /// A job is over, or was filed.
    record JobChanged(String id) implements Item {}

    /// From now on the job's result counts.
    record Due(String id) implements Item {}

    /// The session is over and its bars are in.
    record Review(Session session) implements Item {}

    /// Somebody asks for something; it is in the database.
    record Asked() implements Item {}
}
