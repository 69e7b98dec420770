package ats.features;

import module java.base;

/// Everything that an expression may do, in families that are computed alike.
sealed interface Operator {

    /// As it is written.
    String text();

    /// How many series it takes.
    int series();

    /// How many numbers follow the series: none, a count of bars, or that and a share.
    int numbers();

    enum Unary implements Operator {
        NEGATE("-"),
        ABS("Abs"),
        LOG("Log"),
        SIGN("Sign");

        private final String text;

        Unary(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public int series() {
            return 1;
        }

        @Override
        public int numbers() {
            return 0;
        }
    }

    enum Binary implements Operator {
        ABOVE(">"),
        BELOW("<"),
        AT_LEAST(">="),
        AT_MOST("<="),
        EQUAL("=="),
        UNEQUAL("!="),
        PLUS("+"),
        MINUS("-"),
        TIMES("*"),
        OVER("/"),
        GREATER("Greater"),
        LESS("Less");

        private final String text;

        Binary(String text) {
            this.text = text;
        }

        boolean infix() {
            return !Character.isLetter(text.charAt(0));
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public int series() {
            return 2;
        }

        @Override
        public int numbers() {
            return 0;
        }
    }

    enum Choice implements Operator {
        IF;

        @Override
        public String text() {
            return "If";
        }

        @Override
        public int series() {
            return 3;
        }

        @Override
        public int numbers() {
            return 0;
        }
    }

    /// Over windows of one series.
    enum Window implements Operator {
        REF("Ref"),
        DELTA("Delta"),
        SUM("Sum"),
        MEAN("Mean"),
        VAR("Var"),
        STD("Std"),
        SLOPE("Slope"),
        RSQUARE("Rsquare"),
        RESI("Resi"),
        MAX("Max"),
        MIN("Min"),
        IDXMAX("IdxMax"),
        IDXMIN("IdxMin"),
        COUNT("Count"),
        RANK("Rank"),
        MED("Med"),
        QUANTILE("Quantile"),
        WMA("WMA"),
        MAD("Mad"),
        SKEW("Skew"),
        KURT("Kurt");

        private final String text;

        Window(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public int series() {
            return 1;
        }

        @Override
        public int numbers() {
            return this == QUANTILE ? 2 : 1;
        }

        /// Whether it has to look at the whole window again, so that a window without an end would
        /// need memory without an end.
        boolean rereads() {
            return compareTo(RANK) >= 0;
        }
    }

    /// Over windows of two series.
    enum Pair implements Operator {
        CORR("Corr"),
        COV("Cov");

        private final String text;

        Pair(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public int series() {
            return 2;
        }

        @Override
        public int numbers() {
            return 1;
        }
    }

    /// Over all that went before, fading.
    enum Fading implements Operator {
        EMA("EMA", 1),
        RSI("RSI", 1),
        ATR("ATR", 3);

        private final String text;
        private final int series;

        Fading(String text, int series) {
            this.text = text;
            this.series = series;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public int series() {
            return series;
        }

        @Override
        public int numbers() {
            return 1;
        }
    }

    static Stream<Operator> all() {
        return Stream.<Operator[]>of(
                        Unary.values(),
                        Binary.values(),
                        Choice.values(),
                        Window.values(),
                        Pair.values(),
                        Fading.values())
                .flatMap(Stream::of);
    }

    /// Those that are called by a name.
    static Stream<Operator> called() {
        return all().filter(operator -> Character.isLetter(operator.text().charAt(0)));
    }
}
