package ats.engine.exchange;

import ats.domain.Money;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;

/// Shares held, negative when sold short; what they cost in all; the last close, adjusted for
/// the splits and dividends since.
public record Position(Symbol symbol, Quantity quantity, Money cost, Price close) {

    public Price averagePrice() {
        return cost.per(quantity);
    }

    public Money value() {
        return close.times(quantity);
    }
}
