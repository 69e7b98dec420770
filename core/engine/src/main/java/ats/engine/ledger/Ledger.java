package ats.engine.ledger;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.ledger.Posting.Entry;

/// The double-entry books of one account, at average cost: every posting sums to zero, so the
/// balances do, always. Positions are kept beside the money because the cost of what is sold
/// depends on them.
public final class Ledger {

    public static final String CASH = "cash";
    public static final String CAPITAL = "capital";
    public static final String INCOME = "income";
    public static final String FEES = "fees";
    public static final String REALIZED = "realized";
    private static final String HOLDINGS = "holdings:";

    private final SortedMap<String, Money> balances = new TreeMap<>();
    private final SortedMap<Symbol, Quantity> positions = new TreeMap<>();
    private Money sum = Money.ZERO;
    private Money cash = Money.ZERO;

    public static Ledger of(
            SortedMap<String, Money> balances, SortedMap<Symbol, Quantity> positions) {
        var ledger = new Ledger();
        balances.forEach((account, amount) -> ledger.enter(new Entry(account, amount)));
        ledger.positions.putAll(positions);
        return ledger;
    }

    public static String holdings(Symbol symbol) {
        return HOLDINGS + symbol;
    }

    public Money cash() {
        return cash;
    }

    /// Zero, or the books are wrong.
    public Money sum() {
        return sum;
    }

    public Money balance(String account) {
        return balances.getOrDefault(account, Money.ZERO);
    }

    public SortedMap<String, Money> balances() {
        return Collections.unmodifiableSortedMap(balances);
    }

    public SortedMap<Symbol, Quantity> positions() {
        return Collections.unmodifiableSortedMap(positions);
    }

    public Quantity position(Symbol symbol) {
        return positions.getOrDefault(symbol, Quantity.ZERO);
    }

    public Posting book(Fill fill) {
        var entries = new ArrayList<Entry>(5);
        var paid =
                switch (fill.side()) {
                    case BUY -> fill.notional();
                    case SELL -> fill.notional().negated();
                };
        move(fill.symbol(), fill.change(), paid, entries);
        entries.add(new Entry(CASH, paid.negated().minus(fill.fee())));
        if (!fill.fee().zero()) {
            entries.add(new Entry(FEES, fill.fee()));
        }
        return post(new Posting(fill.execution(), fill.happenedAt(), described(fill), entries));
    }

    public Posting book(AccountActivity activity) {
        return switch (activity) {
            case AccountActivity.Cash cashed ->
                    post(
                            new Posting(
                                    cashed.id(),
                                    cashed.happenedAt(),
                                    cashed.reason().toString(),
                                    List.of(
                                            new Entry(CASH, cashed.amount()),
                                            new Entry(
                                                    counterpart(cashed.reason()),
                                                    cashed.amount().negated()))));
            case AccountActivity.Holding holding -> post(holding(holding));
        };
    }

    private Posting holding(AccountActivity.Holding holding) {
        var entries = new ArrayList<Entry>(3);
        if (holding.reason() == AccountActivity.Reason.SPLIT) {
            entries.addAll(splitEntries(holding));
        } else {
            change(holding.symbol(), holding.shares());
            entries.add(new Entry(INCOME, holding.cash().negated()));
        }
        entries.add(new Entry(CASH, holding.cash()));
        return new Posting(
                holding.id(),
                holding.happenedAt(),
                holding.reason() + " " + holding.symbol(),
                entries);
    }

    /// The cost stays with the shares that stay; what a paid-out fraction cost is not known to the
    /// books, so its cash is a gain and the cost remains with the whole shares.
    private List<Entry> splitEntries(AccountActivity.Holding split) {
        change(split.symbol(), split.shares());
        var cost = balance(holdings(split.symbol()));
        if (!position(split.symbol()).zero() || cost.zero()) {
            return List.of(new Entry(REALIZED, split.cash().negated()));
        }
        return List.of(
                new Entry(holdings(split.symbol()), cost.negated()),
                new Entry(REALIZED, cost.minus(split.cash())));
    }

    /// Books a change of position for which `paid` was given (negative: received).
    private void move(Symbol symbol, Quantity change, Money paid, List<Entry> entries) {
        var before = position(symbol);
        var account = holdings(symbol);
        change(symbol, change);
        boolean opens = before.zero() || before.positive() == change.positive();
        if (opens) {
            entries.add(new Entry(account, paid));
            return;
        }
        var closed = before.absolute().smaller(change.absolute());
        var cost = balance(account).share(closed, before.absolute());
        var received = paid.negated().share(closed, change.absolute());
        var opened = paid.plus(received);
        entries.add(new Entry(account, opened.minus(cost)));
        entries.add(new Entry(REALIZED, cost.minus(received)));
    }

    private void change(Symbol symbol, Quantity change) {
        var after = position(symbol).plus(change);
        if (after.zero()) {
            positions.remove(symbol);
        } else {
            positions.put(symbol, after);
        }
    }

    private Posting post(Posting posting) {
        posting.entries().forEach(this::enter);
        return posting;
    }

    private void enter(Entry entry) {
        balances.merge(entry.account(), entry.amount(), Money::plus);
        sum = sum.plus(entry.amount());
        if (entry.account().equals(CASH)) {
            cash = cash.plus(entry.amount());
        }
    }

    private static String described(Fill fill) {
        return fill.side() + " " + fill.quantity() + " " + fill.symbol() + " at " + fill.price();
    }

    private static String counterpart(AccountActivity.Reason reason) {
        return switch (reason) {
            case FEE -> FEES;
            case TRANSFER -> CAPITAL;
            case DIVIDEND, SPLIT, INTEREST, OTHER -> INCOME;
        };
    }
}
