package ats.domain;

import module java.base;

/// What the market did. All times are epoch nanoseconds: `happenedAt` is the vendor's, `learnedAt`
/// is when we could first know of it.
public sealed interface MarketEvent {

    Symbol symbol();

    long happenedAt();

    long learnedAt();

    /// Trading in `[from, to)`; prices are raw, as they were traded. A backfilled bar was asked for
    /// later: its `learnedAt` is the end of its window plus the delay of the feed.
    record Bar(
            Symbol symbol,
            long from,
            long to,
            long learnedAt,
            Price open,
            Price high,
            Price low,
            Price close,
            Quantity volume,
            boolean backfilled)
            implements MarketEvent {

        public Bar {
            boolean ordered =
                    low.nanos() <= Math.min(open.nanos(), close.nanos())
                            && high.nanos() >= Math.max(open.nanos(), close.nanos());
            if (from >= to || !ordered || low.negative() || volume.negative()) {
                throw new IllegalArgumentException(
                        symbol
                                + " has an impossible bar from "
                                + from
                                + " to "
                                + to
                                + ": "
                                + open
                                + " "
                                + high
                                + " "
                                + low
                                + " "
                                + close
                                + " "
                                + volume);
            }
        }

        @Override
        public long happenedAt() {
            return to;
        }
    }

    /// The best bid and ask; a price of zero means that the side is empty.
    record Quote(
            Symbol symbol,
            long happenedAt,
            long learnedAt,
            Price bid,
            Quantity bidSize,
            Price ask,
            Quantity askSize)
            implements MarketEvent {}

    /// One trade on the tape.
    record Trade(Symbol symbol, long happenedAt, long learnedAt, Price price, Quantity size)
            implements MarketEvent {}

    /// Trading in the symbol stopped, or goes on again.
    record Halt(Symbol symbol, long happenedAt, long learnedAt, boolean halted)
            implements MarketEvent {}

    /// Unusual trading in options on the symbol, as the vendor's rule saw it. The premium is what
    /// was paid in all; the parts at the ask and at the bid need not add up to it.
    record FlowAlert(
            Symbol symbol,
            long happenedAt,
            long learnedAt,
            String id,
            String rule,
            OptionContract contract,
            Quantity contracts,
            Money premium,
            Money askPremium,
            Money bidPremium)
            implements MarketEvent {

        public FlowAlert {
            if (id.isBlank()
                    || premium.negative()
                    || askPremium.negative()
                    || bidPremium.negative()
                    || contracts.negative()) {
                throw new IllegalArgumentException(
                        symbol + " has an impossible flow alert '" + id + "' of " + premium);
            }
        }
    }
}
