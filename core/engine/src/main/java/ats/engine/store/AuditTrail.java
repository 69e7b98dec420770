package ats.engine.store;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Fill;
import ats.engine.ledger.Posting;

/// Everything that was ever booked, oldest first: what a check recomputes the books from.
public interface AuditTrail {

    List<Fill> fills(String account);

    List<AccountActivity> activities(String account);

    List<Posting> postings(String account);
}
