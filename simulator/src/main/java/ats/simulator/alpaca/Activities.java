package ats.simulator.alpaca;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Fill;
import ats.domain.Quantity;
import ats.domain.Symbol;

/// The account's activities in the order of their ids, which is that of booking.
final class Activities {
    private static final long MILLISECOND = 1_000_000;

    private final List<Activity> rows = new ArrayList<>();
    private final Map<Symbol, Quantity> held = new HashMap<>();

    void traded(Fill fill, OrderRow after) {
        held.merge(fill.symbol(), fill.change(), Quantity::plus);
        addLast(fill.learnedAt(), at -> Activity.traded(fill, after, at));
        if (!fill.fee().zero()) {
            addLast(fill.learnedAt(), at -> Activity.fee(fill, at));
        }
    }

    void booked(AccountActivity activity) {
        switch (activity) {
            case AccountActivity.Cash cash -> add(Activity.booked(cash));
            case AccountActivity.Holding holding -> {
                add(Activity.booked(holding, held(holding.symbol())));
                held.merge(holding.symbol(), holding.shares(), Quantity::plus);
            }
        }
    }

    /// Those that the query asks for.
    List<Activity> page(ActivityQuery query) {
        var found = new ArrayList<Activity>();
        for (var row : query.oldestFirst() ? after(query.token()) : before(query.token())) {
            if (found.size() == query.size()) {
                break;
            }
            if (query.wants(row)) {
                found.add(row);
            }
        }
        return found;
    }

    private List<Activity> after(String token) {
        int at = token.isEmpty() ? -1 : place(token);
        return rows.subList(at < -1 ? -at - 1 : at + 1, rows.size());
    }

    private List<Activity> before(String token) {
        int at = token.isEmpty() ? rows.size() : place(token);
        return rows.subList(0, at < 0 ? -at - 1 : at).reversed();
    }

    private Quantity held(Symbol symbol) {
        return held.getOrDefault(symbol, Quantity.ZERO);
    }

    /// Books after all that is booked: by a millisecond later where the id would come before.
    private void addLast(long at, LongFunction<Activity> booking) {
        var row = booking.apply(at);
        boolean last = rows.isEmpty() || row.id().compareTo(rows.getLast().id()) > 0;
        add(last ? row : booking.apply(rows.getLast().bookedAt() + MILLISECOND));
    }

    private void add(Activity row) {
        int at = place(row.id());
        rows.add(at < 0 ? -at - 1 : at, row);
    }

    /// As [Collections#binarySearch] says it.
    private int place(String id) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = rows.get(middle).id().compareTo(id);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return -low - 1;
    }
}
