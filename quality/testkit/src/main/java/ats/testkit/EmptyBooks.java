package ats.testkit;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Fill;
import ats.domain.Symbol;
import ats.engine.Fact;
import ats.engine.OrderView;
import ats.engine.ledger.Posting;
import ats.engine.store.AuditTrail;
import ats.engine.store.Overview;

/// Books in which one strategy after the other was chosen, and nothing was traded.
public record EmptyBooks(List<Fact.StrategyChosen> chosen) implements Overview, AuditTrail {

    @Override
    public List<Holding> holdings(String account) {
        return List.of();
    }

    @Override
    public List<OrderView> orders(String account, int limit) {
        return List.of();
    }

    @Override
    public List<Point> equity(String account, int limit) {
        return List.of();
    }

    @Override
    public List<Fact.StrategyChosen> reigns(String account) {
        return chosen;
    }

    @Override
    public Summary summary(String account) {
        return Summary.EMPTY;
    }

    @Override
    public List<Fill> fills(String account) {
        return List.of();
    }

    @Override
    public List<Fill> fills(String account, Symbol symbol, long from) {
        return List.of();
    }

    @Override
    public List<AccountActivity> activities(String account) {
        return List.of();
    }

    @Override
    public List<Posting> postings(String account) {
        return List.of();
    }
}
