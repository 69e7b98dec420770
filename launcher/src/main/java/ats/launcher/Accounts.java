package ats.launcher;

import ats.domain.Money;
import ats.domain.NewYorkCalendar;
import ats.engine.exchange.BookEntry;
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

    /// When something was last written into it, in market time; 0 for a new one.
    static long latest(Book book) {
        return book.entries().stream()
                .mapToLong(
                        entry ->
                                switch (entry) {
                                    case BookEntry.Submitted(_, var at, _) -> at;
                                    case BookEntry.Updated(var update) -> update.learnedAt();
                                    case BookEntry.Booked(var activity) -> activity.learnedAt();
                                    case BookEntry.Closed _ -> 0;
                                })
                .max()
                .orElse(0);
    }

    /// Read to its end, without touching it.
    static SimulatedBroker restored(Home home) {
        try (var book = Book.load(home.book())) {
            return book.broker(new NewYorkCalendar(), BacktestCommand.BAR_GRACE);
        }
    }
}
