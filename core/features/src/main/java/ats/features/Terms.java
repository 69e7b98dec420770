package ats.features;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Quantity;

/// At what terms shares trade, compared with the first bar's. Prices are adjusted forward: the
/// first bar's are as traded, and each action changes the factor of the bars after it, so that an
/// action never changes the past. What is a ratio of prices does not depend on where history
/// begins.
final class Terms {

    /// Far more than one symbol has at a time; bounds the memory.
    private static final int REMEMBERED = 100;

    private final List<Change> changes = new ArrayList<>();
    private Factor price = Factor.ONE;
    private Factor volume = Factor.ONE;
    private double close = Double.NaN;
    private int applied;

    /// What prices are multiplied by.
    double price() {
        return price.numerator() / price.denominator();
    }

    double price(Price raw) {
        return price.of(raw.nanos());
    }

    double volume(Quantity raw) {
        return volume.of(raw.nanos());
    }

    /// False if a bar at the new terms has ended already.
    boolean add(CorporateAction action, long last) {
        var change = Change.of(action);
        if (changes.contains(change)) {
            return true;
        }
        if (change.at < last) {
            return false;
        }
        changes.add(change);
        changes.subList(applied, changes.size()).sort(Change.ORDER);
        while (changes.size() > REMEMBERED && applied > 0) {
            changes.removeFirst();
            applied--;
        }
        return true;
    }

    /// Applies what changes the terms before this bar ends. Before the first bar there is nothing
    /// that could change.
    void reach(Bar bar) {
        while (applied < changes.size() && changes.get(applied).at < bar.to()) {
            if (!Double.isNaN(close)) {
                apply(changes.get(applied));
            }
            applied++;
        }
        close = bar.close().nanos();
    }

    /// `close` is what a share was worth before the bar, at the terms reached so far. A dividend
    /// that is worth more than the share changes nothing.
    private void apply(Change change) {
        if (change.split) {
            price = price.times((double) change.to, (double) change.from);
            volume = volume.times((double) change.from, (double) change.to);
            close = close * change.from / change.to;
        } else if (change.to < close) {
            price = price.times(close, close - change.to);
            close -= change.to;
        }
    }

    void save(LongConsumer out) {
        price.save(out);
        volume.save(out);
        out.accept(Double.doubleToRawLongBits(close));
        out.accept(applied);
        out.accept(changes.size());
        changes.forEach(change -> change.save(out));
    }

    void restore(LongSupplier in) {
        price = Factor.restored(in);
        volume = Factor.restored(in);
        close = Double.longBitsToDouble(in.getAsLong());
        applied = (int) in.getAsLong();
        changes.clear();
        for (long left = in.getAsLong(); left > 0; left--) {
            changes.add(Change.restored(in));
        }
    }

    /// An action without what does not matter here: `to` shares out of `from`, or `to` billionths
    /// of a dollar for each.
    private record Change(long at, long exDay, boolean split, long from, long to) {

        /// Dividends first, which are paid on the shares of the day before.
        static final Comparator<Change> ORDER =
                Comparator.comparingLong(Change::at).thenComparing(Change::split);

        static Change of(CorporateAction action) {
            return switch (action) {
                case CorporateAction.Split(_, var exDate, var at, _, var from, var to) ->
                        new Change(at, exDate.toEpochDay(), true, from, to);
                case CorporateAction.Dividend(_, var exDate, var at, _, var perShare) ->
                        new Change(at, exDate.toEpochDay(), false, 1, perShare.nanos());
            };
        }

        void save(LongConsumer out) {
            out.accept(at);
            out.accept(exDay);
            out.accept(split ? 1 : 0);
            out.accept(from);
            out.accept(to);
        }

        static Change restored(LongSupplier in) {
            long at = in.getAsLong();
            long exDay = in.getAsLong();
            boolean split = in.getAsLong() == 1;
            long from = in.getAsLong();
            return new Change(at, exDay, split, from, in.getAsLong());
        }
    }
}
