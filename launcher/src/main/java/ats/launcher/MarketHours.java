package ats.launcher;

import ats.domain.NewYorkCalendar;
import ats.platform.time.MarketClock;
import ats.services.systemcontroller.Pulse;

/// What a calendar knows of the market's next hours.
final class MarketHours {

    static final NewYorkCalendar CALENDAR = new NewYorkCalendar();

    private MarketHours() {}

    static Pulse pulse(MarketClock clock, double speed) {
        long now = clock.now();
        var session = CALENDAR.sessionOf(now);
        boolean open = session.contains(now);
        return new Pulse(
                now, open ? "close" : "open", open ? session.close() : session.open(), speed);
    }
}
