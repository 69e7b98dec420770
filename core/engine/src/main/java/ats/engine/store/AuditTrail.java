package ats.engine.store;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Fill;
import ats.domain.Symbol;
import ats.engine.ledger.Posting;

/// Everything that was ever booked, oldest first: what a check recomputes the books from.
public interface AuditTrail {

    List<Fill> fills(String account);

    /// Those of a symbol that happened at `from` or later (epoch nanos), as they happened.
    List<Fill> fills(String account, Symbol symbol, long from);

    List<AccountActivity> activities(String account);

    List<Posting> postings(String account);
}
