package ats.engine.risk;

import ats.domain.Money;
import ats.domain.Quantity;

/// The account as risk sees it before one order: `gross` and `net` hold the other symbols with all
/// that is working on them; `held` and `working` are this symbol's, signed.
public record Exposure(
        Money equity,
        Money buyingPower,
        Money gross,
        Money net,
        Quantity held,
        Quantity working,
        int openOrders,
        int ordersInLastMinute) {}
