package ats.services.dataacquisition;

import ats.domain.MarketEvent.Bar;
import ats.domain.Session;

/// What the acquisition thread is told.
sealed interface Item {

    record Arrived(Bar bar) implements Item {}

    record Connected() implements Item {}

    record Disconnected(String reason) implements Item {}

    /// Bars may be missing: the vendor's history has them.
    record Repair(String reason) implements Item {}

    /// The grace of an instant is over.
    record Due() implements Item {}

    /// The splits and dividends of a session are known.
    record Morning(Session session) implements Item {}

    /// Something about options flow.
    record OfFlow(FlowNote note) implements Item {}

    record Begin() implements Item {}

    /// Somebody who came later wants to hear that the history is there.
    record Asked() implements Item {}

    record Stopped() implements Item {}
}
