package ats.launcher;

import module java.base;

import ats.adapters.postgres.PostgresAuditTrail;
import ats.adapters.postgres.PostgresOverview;
import ats.adapters.postgres.PostgresTradingStore;
import ats.domain.Fill;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.exchange.SimulatedBroker;
import ats.platform.Fault;
import ats.platform.json.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Recomputes from what is stored whether the books are right: ours against themselves, and against
/// the simulated broker's.
@Command(
        name = "check",
        description =
                "Recompute the ledger's sum and compare every fill and position with the broker's"
                        + " books; exits 1 if something differs.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private static final int NAMED = 5;

    @Mixin private final HomeOption option = new HomeOption();

    @Override
    public Integer call() {
        var home = option.home();
        if (!Files.exists(home.book())) {
            throw Fault.misuse(
                    "no simulated broker's books in "
                            + home.folder()
                            + "; name the home of a run, as its last line does");
        }
        var broker = Accounts.restored(home);
        try (var stores = Stores.found(Settings.load(Map.of()), home)) {
            var result = compare(stores, broker);
            result.differences().stream()
                    .limit(NAMED)
                    .forEach(line -> System.err.println("ats: " + line));
            System.out.println(Json.write(result.figures()));
            return result.well() ? 0 : 1;
        }
    }

    private static Result compare(Stores stores, SimulatedBroker broker) {
        var account = broker.accountNumber();
        var summary = new PostgresOverview(stores.database()).summary(account);
        var differences = new ArrayList<String>();
        var ours = new PostgresTradingStore(stores.database()).load(account).positions();
        differences.addAll(positions(ours, broker));
        var kept = new PostgresAuditTrail(stores.database()).fills(account);
        differences.addAll(fills(kept, broker.fills()));
        differences.addAll(strangers(stores, broker));
        var figures =
                new CheckFigures(
                        account,
                        kept.size(),
                        summary.orders(),
                        summary.ledgerSum().decimal().stripTrailingZeros(),
                        differences.isEmpty(),
                        differences.size());
        return new Result(figures, differences);
    }

    private static List<String> positions(
            SortedMap<Symbol, Quantity> ours, SimulatedBroker broker) {
        var theirs = new TreeMap<Symbol, Quantity>();
        broker.positions().forEach(held -> theirs.put(held.symbol(), held.quantity()));
        var symbols = new TreeSet<>(ours.keySet());
        symbols.addAll(theirs.keySet());
        var differences = new ArrayList<String>();
        for (var symbol : symbols) {
            var own = ours.getOrDefault(symbol, Quantity.ZERO);
            var their = theirs.getOrDefault(symbol, Quantity.ZERO);
            if (!own.equals(their)) {
                differences.add(symbol + ": we hold " + own + ", the broker says " + their);
            }
        }
        return differences;
    }

    /// Orders that the broker has and we never meant.
    private static List<String> strangers(Stores stores, SimulatedBroker broker) {
        var ours = new TreeSet<String>();
        new PostgresOverview(stores.database())
                .orders(broker.accountNumber(), Integer.MAX_VALUE)
                .forEach(view -> ours.add(view.order().id().text()));
        return broker.orders().stream()
                .map(order -> order.order().id().text())
                .filter(id -> !ours.contains(id))
                .map(id -> "the broker has an order that we do not know: " + id)
                .toList();
    }

    /// Each fill by its execution, to the last digit of quantity and price.
    private static List<String> fills(List<Fill> ours, List<Fill> theirs) {
        var own = new TreeMap<String, Fill>();
        ours.forEach(fill -> own.put(fill.execution(), fill));
        var differences = new ArrayList<String>();
        for (var fill : theirs) {
            var booked = own.remove(fill.execution());
            if (booked == null) {
                differences.add("we lack the broker's fill " + told(fill));
            } else if (!told(booked).equals(told(fill))) {
                differences.add("we have " + told(booked) + ", the broker " + told(fill));
            }
        }
        own.values().forEach(fill -> differences.add("the broker lacks our fill " + told(fill)));
        return differences;
    }

    private static String told(Fill fill) {
        return fill.execution()
                + " "
                + fill.side()
                + " "
                + fill.quantity()
                + " "
                + fill.symbol()
                + " at "
                + fill.price();
    }

    private record Result(CheckFigures figures, List<String> differences) {
        boolean well() {
            return figures.positionsMatchBroker() && figures.ledgerSum().signum() == 0;
        }
    }

    private record CheckFigures(
            String account,
            long fills,
            long orders,
            BigDecimal ledgerSum,
            boolean positionsMatchBroker,
            int differences) {}
}
