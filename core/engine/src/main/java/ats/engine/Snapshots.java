package ats.engine;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.Money;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;
import ats.engine.ledger.Ledger;

/// The bytes of the engine's smaller parts.
final class Snapshots {

    private Snapshots() {}

    static void save(ByteWriter out, Ledger ledger, TradingCondition condition) {
        out.putInt(ledger.balances().size());
        ledger.balances()
                .forEach((account, amount) -> out.putText(account).putLong(amount.nanos()));
        out.putInt(ledger.positions().size());
        ledger.positions()
                .forEach((symbol, shares) -> out.putText(symbol.text()).putLong(shares.nanos()));
        out.putInt(condition.holds().size());
        condition.holds().forEach((name, reason) -> out.putText(name).putText(reason));
        out.putText(condition.killed()).putText(condition.reducing());
    }

    static Ledger ledger(ByteReader in) {
        var balances = new TreeMap<String, Money>();
        int accounts = in.takeInt();
        for (int index = 0; index < accounts; index++) {
            balances.put(in.takeText(), new Money(in.takeLong()));
        }
        var positions = new TreeMap<Symbol, Quantity>();
        int held = in.takeInt();
        for (int index = 0; index < held; index++) {
            positions.put(new Symbol(in.takeText()), new Quantity(in.takeLong()));
        }
        return Ledger.of(balances, positions);
    }

    static TradingCondition condition(ByteReader in) {
        var holds = new TreeMap<String, String>();
        int count = in.takeInt();
        for (int index = 0; index < count; index++) {
            holds.put(in.takeText(), in.takeText());
        }
        return new TradingCondition(holds, in.takeText(), in.takeText());
    }

    /// Names a corporate action: one of a kind a symbol and day.
    static String key(CorporateAction action) {
        var kind =
                switch (action) {
                    case CorporateAction.Split _ -> "split";
                    case CorporateAction.Dividend _ -> "dividend";
                };
        return action.exDate() + " " + action.symbol() + " " + kind;
    }

    static void save(ByteWriter out, SortedSet<String> texts) {
        out.putInt(texts.size());
        texts.forEach(out::putText);
    }

    static void restore(ByteReader in, SortedSet<String> texts) {
        texts.clear();
        int count = in.takeInt();
        for (int index = 0; index < count; index++) {
            texts.add(in.takeText());
        }
    }
}
