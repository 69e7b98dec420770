package ats.learning.label;

import module java.base;

/// What a model is to foresee, as a text that says all of it: `forward:lag=1,bars=7`,
/// `close:lag=0,bars=5` or `barrier:up=2,down=2,bars=20,volatility=50`.
public sealed interface Label {

    /// The labels of all bars of one instrument.
    Labels over(Prices prices);

    /// How many bars ahead it looks at most.
    int bars();

    /// The text that parses to this.
    String text();

    /// The return from the open of the bar `lag` after the decision, where a market order fills, to
    /// the open `bars` later.
    record Forward(int lag, int bars) implements Label {
        public Forward {
            atLeast("lag", lag, 1);
            atLeast("bars", bars, 1);
        }

        @Override
        public Labels over(Prices prices) {
            var draft = new Labels.Draft(prices);
            for (int bar = 0; bar < prices.bars(); bar++) {
                int exit = bar + lag + bars;
                if (exit >= prices.bars()) {
                    draft.beyond(bar);
                } else {
                    double entry = prices.open()[bar + lag];
                    between(draft, bar, entry, prices.open()[exit], prices.start()[exit]);
                }
            }
            return draft.finished();
        }

        @Override
        public String text() {
            return "forward:lag=" + lag + ",bars=" + bars;
        }
    }

    /// The return from the close `lag` bars after the decision to the close `bars` later.
    record Close(int lag, int bars) implements Label {
        public Close {
            atLeast("lag", lag, 0);
            atLeast("bars", bars, 1);
        }

        @Override
        public Labels over(Prices prices) {
            var draft = new Labels.Draft(prices);
            for (int bar = 0; bar < prices.bars(); bar++) {
                int exit = bar + lag + bars;
                if (exit >= prices.bars()) {
                    draft.beyond(bar);
                } else {
                    double entry = prices.close()[bar + lag];
                    between(draft, bar, entry, prices.close()[exit], prices.end()[exit]);
                }
            }
            return draft.finished();
        }

        @Override
        public String text() {
            return "close:lag=" + lag + ",bars=" + bars;
        }
    }

    /// Which of three barriers is touched first: 1 for the upper, -1 for the lower, 0 for none
    /// within `bars`. A width is a return, or with `volatility` a multiple of the volatility over a
    /// span of so many bars.
    record Barrier(double up, double down, int bars, int volatility) implements Label {
        public Barrier {
            new TripleBarrier(up, down, bars, false);
            atLeast("volatility", volatility, 0);
        }

        @Override
        public Labels over(Prices prices) {
            var widths = widths(prices);
            var draft = new Labels.Draft(prices);
            for (int bar = 0; bar < prices.bars(); bar++) {
                if (bar + bars >= prices.bars()) {
                    draft.beyond(bar);
                } else if (Double.isNaN(widths[bar]) || widths[bar] <= 0) {
                    draft.missing(bar, Absence.NO_VOLATILITY);
                } else {
                    barrier(draft, prices, bar, widths[bar]);
                }
            }
            return draft.finished();
        }

        private double[] widths(Prices prices) {
            if (volatility > 0) {
                return Volatility.exponential(prices.close(), volatility);
            }
            var ones = new double[prices.bars()];
            Arrays.fill(ones, 1);
            return ones;
        }

        private void barrier(Labels.Draft draft, Prices prices, int bar, double width) {
            var touch =
                    new TripleBarrier(up * width, down * width, bars, false).from(prices, bar, 1);
            double entry = prices.open()[bar + 1];
            double exit = prices.close()[bar] * (1 + touch.gained());
            if (Prices.usable(entry) && Prices.usable(exit)) {
                draft.put(bar, touch.label(), exit / entry - 1, prices.end()[touch.bar()]);
            } else {
                draft.missing(bar, Absence.NO_PRICE);
            }
        }

        @Override
        public String text() {
            return "barrier:up=%s,down=%s,bars=%d,volatility=%d"
                    .formatted(Double.toString(up), Double.toString(down), bars, volatility);
        }
    }

    static Label parse(String text) {
        var words = LabelText.parse(text);
        var label =
                switch (words.form()) {
                    case "forward" -> new Forward(words.whole("lag", 1), words.whole("bars"));
                    case "close" -> new Close(words.whole("lag", 0), words.whole("bars"));
                    case "barrier" ->
                            new Barrier(
                                    words.number("up"),
                                    words.number("down"),
                                    words.whole("bars"),
                                    words.whole("volatility", 0));
                    default ->
                            throw new IllegalArgumentException(
                                    "unknown label "
                                            + words.form()
                                            + ": there are forward, close"
                                            + " and barrier");
                };
        words.allRead();
        return label;
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "a label's " + name + " is at least " + least + ", not " + value);
        }
    }

    private static void between(
            Labels.Draft draft, int bar, double entry, double exit, long known) {
        if (Prices.usable(entry) && Prices.usable(exit)) {
            double gained = exit / entry - 1;
            draft.put(bar, gained, gained, known);
        } else {
            draft.missing(bar, Absence.NO_PRICE);
        }
    }
}
