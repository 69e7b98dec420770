package ats.services.tradingstrategy;

import module java.base;

import ats.domain.Money;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.OrderView;
import ats.engine.TradingCondition;

/// How the account stood after the last thing that became durable.
public record Figures(
        TradingCondition condition,
        Money equity,
        Money ledgerSum,
        SortedMap<Symbol, Quantity> positions,
        List<OrderView> openOrders) {

    public Figures {
        positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
        openOrders = List.copyOf(openOrders);
    }
}
