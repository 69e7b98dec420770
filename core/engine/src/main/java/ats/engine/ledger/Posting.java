package ats.engine.ledger;

import module java.base;

import ats.domain.Money;

/// One booking: entries whose amounts sum to zero. `id` never repeats: a fill's execution, an
/// activity's id, or the opening balance.
public record Posting(String id, long at, String description, List<Entry> entries) {

    public Posting {
        entries = List.copyOf(entries);
        var sum = Money.ZERO;
        for (var entry : entries) {
            sum = sum.plus(entry.amount());
        }
        if (!sum.zero()) {
            throw new IllegalArgumentException(
                    "posting " + id + " sums to " + sum + ", not to zero: " + entries);
        }
    }

    /// An amount on an account: `cash`, `capital`, `income`, `fees`, `realized`, or
    /// `holdings:SYMBOL` at cost. Debits are positive.
    public record Entry(String account, Money amount) {}
}
