package ats.simulator.source;

import module java.base;

import ats.domain.Money;
import ats.domain.OptionContract;
import ats.domain.Price;
import ats.domain.Symbol;

/// Trades in one option that came together within moments, as the simulated vendor saw them. Times
/// are epoch nanos; `madeAt` is when it became an alert. The premium at the ask and at the bid add
/// up to all of it or less. `volume` is what the contract traded that day, these trades included.
public record OptionsFlow(
        Symbol symbol,
        UUID id,
        String rule,
        OptionContract contract,
        Span times,
        long madeAt,
        Price price,
        Price underlying,
        long size,
        Money premium,
        Money askPremium,
        Money bidPremium,
        int trades,
        long volume,
        long openInterest,
        boolean sweep) {

    /// The first and the last of the trades.
    public record Span(long from, long to) {}
}
