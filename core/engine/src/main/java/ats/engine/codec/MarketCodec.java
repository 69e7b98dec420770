package ats.engine.codec;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.CorporateAction.Dividend;
import ats.domain.CorporateAction.Split;
import ats.domain.MarketEvent;
import ats.domain.MarketEvent.Bar;
import ats.domain.MarketEvent.FlowAlert;
import ats.domain.MarketEvent.Halt;
import ats.domain.MarketEvent.Quote;
import ats.domain.MarketEvent.Trade;
import ats.domain.OptionContract;
import ats.domain.OptionContract.Right;
import ats.domain.Symbol;

/// The bytes of what the market did.
final class MarketCodec {

    private static final int BAR = 1;
    private static final int QUOTE = 2;
    private static final int TRADE = 3;
    private static final int HALT = 4;
    private static final int FLOW_ALERT = 5;
    private static final int SPLIT = 1;
    private static final int DIVIDEND = 2;

    private MarketCodec() {}

    static void put(ByteWriter out, MarketEvent event) {
        switch (event) {
            case Bar bar -> putBar(out, bar);
            case Quote quote -> putQuote(out, quote);
            case Trade trade -> {
                head(out, TRADE, trade);
                out.putLong(trade.price().nanos()).putLong(trade.size().nanos());
            }
            case Halt halt -> {
                head(out, HALT, halt);
                out.put(halt.halted());
            }
            case FlowAlert alert -> putAlert(out, alert);
        }
    }

    static MarketEvent take(ByteReader in) {
        int kind = in.take();
        var symbol = Values.symbol(in);
        long happenedAt = in.takeLong();
        long learnedAt = in.takeLong();
        return switch (kind) {
            case BAR ->
                    new Bar(
                            symbol,
                            in.takeLong(),
                            happenedAt,
                            learnedAt,
                            Values.price(in),
                            Values.price(in),
                            Values.price(in),
                            Values.price(in),
                            Values.quantity(in),
                            in.takeBoolean());
            case QUOTE ->
                    new Quote(
                            symbol,
                            happenedAt,
                            learnedAt,
                            Values.price(in),
                            Values.quantity(in),
                            Values.price(in),
                            Values.quantity(in));
            case TRADE ->
                    new Trade(symbol, happenedAt, learnedAt, Values.price(in), Values.quantity(in));
            case HALT -> new Halt(symbol, happenedAt, learnedAt, in.takeBoolean());
            case FLOW_ALERT -> takeAlert(in, symbol, happenedAt, learnedAt);
            default -> throw new IllegalArgumentException("no market event has the code " + kind);
        };
    }

    static void put(ByteWriter out, CorporateAction action) {
        out.put(action instanceof Split ? SPLIT : DIVIDEND).putText(action.symbol().text());
        out.putLong(action.exDate().toEpochDay());
        out.putLong(action.happenedAt()).putLong(action.learnedAt());
        switch (action) {
            case Split split -> out.putLong(split.from()).putLong(split.to());
            case Dividend dividend -> out.putLong(dividend.perShare().nanos());
        }
    }

    static CorporateAction takeAction(ByteReader in) {
        int kind = in.take();
        var symbol = Values.symbol(in);
        var exDate = LocalDate.ofEpochDay(in.takeLong());
        long happenedAt = in.takeLong();
        long learnedAt = in.takeLong();
        return switch (kind) {
            case SPLIT ->
                    new Split(symbol, exDate, happenedAt, learnedAt, in.takeLong(), in.takeLong());
            case DIVIDEND -> new Dividend(symbol, exDate, happenedAt, learnedAt, Values.price(in));
            default ->
                    throw new IllegalArgumentException("no corporate action has the code " + kind);
        };
    }

    private static void head(ByteWriter out, int kind, MarketEvent event) {
        out.put(kind).putText(event.symbol().text());
        out.putLong(event.happenedAt()).putLong(event.learnedAt());
    }

    private static void putBar(ByteWriter out, Bar bar) {
        head(out, BAR, bar);
        out.putLong(bar.from());
        out.putLong(bar.open().nanos()).putLong(bar.high().nanos());
        out.putLong(bar.low().nanos()).putLong(bar.close().nanos());
        out.putLong(bar.volume().nanos()).put(bar.backfilled());
    }

    private static void putQuote(ByteWriter out, Quote quote) {
        head(out, QUOTE, quote);
        out.putLong(quote.bid().nanos()).putLong(quote.bidSize().nanos());
        out.putLong(quote.ask().nanos()).putLong(quote.askSize().nanos());
    }

    private static void putAlert(ByteWriter out, FlowAlert alert) {
        head(out, FLOW_ALERT, alert);
        out.putText(alert.id()).putText(alert.rule());
        out.put(alert.contract().right() == Right.CALL);
        out.putLong(alert.contract().strike().nanos());
        out.putLong(alert.contract().expiry().toEpochDay());
        out.putLong(alert.contracts().nanos()).putLong(alert.premium().nanos());
        out.putLong(alert.askPremium().nanos()).putLong(alert.bidPremium().nanos());
    }

    private static FlowAlert takeAlert(
            ByteReader in, Symbol symbol, long happenedAt, long learnedAt) {
        return new FlowAlert(
                symbol,
                happenedAt,
                learnedAt,
                in.takeText(),
                in.takeText(),
                takeContract(in),
                Values.quantity(in),
                Values.money(in),
                Values.money(in),
                Values.money(in));
    }

    private static OptionContract takeContract(ByteReader in) {
        var right = in.takeBoolean() ? Right.CALL : Right.PUT;
        return new OptionContract(right, Values.price(in), LocalDate.ofEpochDay(in.takeLong()));
    }
}
