package ats.engine;

import ats.domain.Money;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.ledger.Ledger;
import ats.engine.risk.Exposure;

/// Adds up what the account is exposed to, with all that works counted as if it were filled.
final class ExposureSum {

    private static final Money MARGIN_FROM = Money.of(2_000);

    private final Ledger ledger;
    private final Instruments instruments;

    ExposureSum(Ledger ledger, Instruments instruments) {
        this.ledger = ledger;
        this.instruments = instruments;
    }

    /// The rest of the account beside one symbol, and what it has to buy with: twice its equity
    /// less all positions and orders, as Regulation T has it; once under 2,000 dollars.
    Exposure beside(Symbol symbol, Quantity held, int openOrders, int ordersInLastMinute) {
        var gross = Money.ZERO;
        var net = Money.ZERO;
        var own = Money.ZERO;
        for (var instrument : instruments) {
            var shares = ledger.position(instrument.symbol()).plus(instrument.workingShares());
            if (shares.zero()) {
                continue;
            }
            var value = instrument.last().times(shares);
            if (instrument.symbol().equals(symbol)) {
                own = value.absolute();
            } else {
                gross = gross.plus(value.absolute());
                net = net.plus(value);
            }
        }
        var equity = ledger.cash().plus(instruments.value(ledger, false));
        var power = equity.compareTo(MARGIN_FROM) < 0 ? equity : equity.plus(equity);
        var working = instruments.of(symbol).workingShares();
        return new Exposure(
                equity,
                power.minus(gross).minus(own),
                gross,
                net,
                held,
                working,
                openOrders,
                ordersInLastMinute);
    }
}
