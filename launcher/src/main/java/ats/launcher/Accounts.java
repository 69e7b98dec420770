package ats.launcher;

import ats.domain.Money;
import ats.domain.NewYorkCalendar;
import ats.engine.exchange.Costs;
import ats.engine.exchange.SimulatedBroker;
import ats.simulator.alpaca.Book;

/// The simulated broker's books of a home.
final class Accounts {

    private Accounts() {}

    /// Opened to be gone on with; a new one begins with this cash.
    static Book opened(Home home, Money cash, Costs costs) {
        Homes.made(home.data().resolve("simulator"));
        return Book.load(
                home.book(), new Book.Opening(BacktestCommand.ACCOUNT, cash, costs.toString()));
    }

    /// Read to its end, without touching it.
    static SimulatedBroker restored(Home home) {
        try (var book = Book.load(home.book())) {
            return book.broker(new NewYorkCalendar(), BacktestCommand.BAR_GRACE);
        }
    }
}
