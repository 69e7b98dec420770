package ats.launcher;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Money;
import ats.domain.NewYorkCalendar;
import ats.engine.exchange.SimulatedBroker;
import ats.simulator.alpaca.Book;

/// The simulated broker's books of a home.
final class Accounts {

    private Accounts() {}

    /// Opened to be gone on with; a new one begins with this cash.
    static Book opened(Home home, Money cash, String costs) {
        return Book.load(home.book(), new Book.Opening(BacktestCommand.ACCOUNT, cash, costs));
    }

    /// Read only.
    static SimulatedBroker restored(Home home) {
        Calendar calendar = new NewYorkCalendar();
        return Book.read(home.book()).broker(calendar, BacktestCommand.BAR_GRACE);
    }
}
