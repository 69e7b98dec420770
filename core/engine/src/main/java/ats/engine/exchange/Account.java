package ats.engine.exchange;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.BySymbol;
import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;

/// Cash and shares as the simulated broker counts them.
final class Account {

    private static final Money MARGIN_FROM = Money.of(2_000);

    private final BySymbol<Stock> stocks = new BySymbol<>();
    private final SortedMap<Symbol, Stock> held = new TreeMap<>();
    private Money cash;

    Account(Money cash) {
        this.cash = cash;
    }

    Money cash() {
        return cash;
    }

    Money equity() {
        var sum = cash;
        for (var stock : held.values()) {
            sum = sum.plus(stock.value());
        }
        return sum;
    }

    /// Twice the equity less what is held, long and short alike; without margin once where there is
    /// too little equity for it.
    Money buyingPower() {
        var gross = Money.ZERO;
        for (var stock : held.values()) {
            gross = gross.plus(stock.value().absolute());
        }
        var equity = equity();
        var most = equity.compareTo(MARGIN_FROM) < 0 ? equity : equity.plus(equity);
        return most.minus(gross).larger(Money.ZERO);
    }

    List<Position> positions() {
        return held.values().stream().map(Stock::view).toList();
    }

    Quantity position(Symbol symbol) {
        var stock = held.get(symbol);
        return stock == null ? Quantity.ZERO : stock.quantity;
    }

    boolean holds(Symbol symbol) {
        return held.containsKey(symbol);
    }

    Price close(Symbol symbol) {
        return stock(symbol).close;
    }

    void close(Symbol symbol, Price price) {
        stock(symbol).close = price;
    }

    void book(Fill fill) {
        var notional = fill.side() == Side.BUY ? fill.notional().negated() : fill.notional();
        cash = cash.plus(notional).minus(fill.fee());
        var stock = stock(fill.symbol());
        stock.trade(fill);
        keep(stock);
    }

    void book(AccountActivity activity) {
        switch (activity) {
            case AccountActivity.Cash booked -> cash = cash.plus(booked.amount());
            case AccountActivity.Holding booked -> {
                cash = cash.plus(booked.cash());
                var stock = stock(booked.symbol());
                stock.adjust(booked);
                keep(stock);
            }
        }
    }

    private Stock stock(Symbol symbol) {
        return stocks.of(symbol, Stock::new);
    }

    private void keep(Stock stock) {
        if (stock.quantity.zero()) {
            held.remove(stock.symbol);
            stock.cost = Money.ZERO;
        } else {
            held.put(stock.symbol, stock);
        }
    }

    /// One symbol's holding and last close, the close zero before the first.
    private static final class Stock {

        private final Symbol symbol;
        private Quantity quantity = Quantity.ZERO;
        private Money cost = Money.ZERO;
        private Price close = Price.ZERO;

        Stock(Symbol symbol) {
            this.symbol = symbol;
        }

        Money value() {
            return close.times(quantity);
        }

        Position view() {
            return new Position(symbol, quantity, cost, close);
        }

        /// What is closed leaves at average cost.
        void trade(Fill fill) {
            var change = fill.change();
            var after = quantity.plus(change);
            boolean grows = quantity.zero() || quantity.negative() == change.negative();
            boolean turns = !after.zero() && after.negative() != quantity.negative();
            if (grows) {
                cost = cost.plus(fill.price().times(change));
            } else if (turns) {
                cost = fill.price().times(after);
            } else {
                cost = cost.plus(cost.share(change, quantity));
            }
            quantity = after;
            if (close.zero()) {
                close = fill.price();
            }
        }

        /// What a split pays out for a fraction is a part of the cost that came back.
        void adjust(AccountActivity.Holding booked) {
            quantity = quantity.plus(booked.shares());
            if (booked.reason() == AccountActivity.Reason.SPLIT) {
                cost = cost.minus(booked.cash());
            }
        }
    }
}
