package ats.simulator.market;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Session;

/// One that the market acts upon: a venue, a stream of bars. Told on the driver's thread, in the
/// order of registration; what it wants to send goes through the [FrameQueue]. The frames of one
/// participant are out and handled before the next one is told of the same instant.
public interface Participant {

    /// Thirty minutes before the open, with the splits and dividends of that session.
    void beforeOpen(Session session, List<CorporateAction> actions, long at);

    /// The bars that end now, by symbol.
    void bars(long at, List<Bar> endingNow);

    /// At the close, after the bars that end there.
    void sessionClosed(Session session, long at);
}
