package ats.simulator.source;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.Money;
import ats.domain.OptionContract;
import ats.domain.OptionContract.Right;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.Symbol;

/// The alerts on one share in one session: more of them on some days and near open and close, on
/// strikes around the price, mostly of some ten thousand dollars and now and then of millions.
final class SeededFlowDay {
    /// How far the planted signal looks ahead; at the end of a session, to its last price.
    static final Duration HORIZON = Duration.ofMinutes(30);

    private static final double USUAL_ALERTS = 12;
    private static final int MOST_ALERTS = 80;
    private static final double LEAST_PREMIUM = 10_000;
    private static final double MOST_PREMIUM = 20_000_000;

    /// The exponent of the premium's tail: its mean exists, its variance does not.
    private static final double TAIL = 1.4;

    private static final double VOLATILITY = 0.35;
    private static final double DAYS_A_YEAR = 365;
    private static final int SHARES = 100;
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000L;
    private static final long CENT = 10_000_000L;

    /// Room for the alert of the last trades before the close.
    private static final long BEFORE_CLOSE = 20 * SECOND;

    private static final List<String> RULES =
            List.of("RepeatedHits", "RepeatedHitsAscendingFill", "RepeatedHitsDescendingFill");

    private final Scene scene;
    private final SplittableRandom chance;
    private final SortedMap<String, Long> volumes = new TreeMap<>();

    /// Whose alerts, when, over which prices, and how much they know.
    record Scene(
            Symbol symbol, Session session, List<Bar> bars, Calendar calendar, double strength) {}

    SeededFlowDay(Scene scene, long seed) {
        this.scene = scene;
        long mixed = seed * 0x9E3779B97F4A7C15L + scene.symbol().text().hashCode();
        long day = scene.session().date().toEpochDay();
        // another constant than the prices have, so that flow and prices are strangers
        chance = new SplittableRandom(mixed * 0x94D049BB133111EBL + day);
    }

    /// Oldest first.
    List<OptionsFlow> alerts() {
        double many = USUAL_ALERTS * StrictMath.exp(0.5 * normal());
        var ends = new TreeSet<Long>();
        for (int left = Math.clamp(Math.round(many), 1, MOST_ALERTS); left > 0; left--) {
            ends.add(moment());
        }
        var alerts = new ArrayList<OptionsFlow>();
        ends.forEach(end -> alerts.add(alert(end)));
        alerts.sort(Comparator.comparingLong(OptionsFlow::madeAt));
        return alerts;
    }

    /// Whole milliseconds after the open: half of the alerts come early or late in the session.
    private long moment() {
        // the first trade of an alert comes up to a fifth of a second before the last
        long open = scene.session().open() + SECOND;
        long length = scene.session().close() - open - BEFORE_CLOSE;
        double place = chance.nextDouble();
        if (chance.nextBoolean()) {
            double edge = 0.2 * place * place;
            place = chance.nextInt(3) > 0 ? edge : 1 - edge;
        }
        return open + Math.round(place * length / MILLI) * MILLI;
    }

    private OptionsFlow alert(long end) {
        var bar = barAt(end);
        boolean bullish = chance.nextDouble() < 0.5 + 0.5 * scene.strength() * direction(end, bar);
        boolean bought = chance.nextInt(10) < 7;
        var right = bullish == bought ? Right.CALL : Right.PUT;
        double spot = bar.open().nanos() / 1e9;
        var contract = new OptionContract(right, strike(spot, right), expiry());
        var price = price(contract, spot);
        long size = size(price);
        long volume = volume(contract, size);
        var premium = price.times(Quantity.of(size * SHARES));
        var main = part(premium, 0.7 + 0.3 * chance.nextDouble());
        var rest = part(premium.minus(main), chance.nextDouble());
        int trades = (int) Math.min(size, 2 + chance.nextInt(40));
        return new OptionsFlow(
                scene.symbol(),
                new UUID(chance.nextLong(), chance.nextLong()),
                RULES.get(Math.max(0, chance.nextInt(6) - 3)),
                contract,
                new OptionsFlow.Span(end - chance.nextInt(200) * MILLI, end),
                made(end),
                price,
                bar.open(),
                size,
                premium,
                bought ? main : rest,
                bought ? rest : main,
                trades,
                volume,
                chance.nextInt(20_000),
                chance.nextInt(3) == 0);
    }

    /// The bar during which it happens, or the last before.
    private Bar barAt(long at) {
        var bars = scene.bars();
        int low = 0;
        int high = bars.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (bars.get(middle).from() <= at) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return bars.get(low);
    }

    /// Where the price goes from the end of this bar.
    private int direction(long at, Bar now) {
        var later = barAt(at + HORIZON.toNanos());
        return Integer.signum(later.close().compareTo(now.close()));
    }

    /// On the exchange's grid, mostly a little out of the money.
    private Price strike(double spot, Right right) {
        double grid = spot < 25 ? 0.5 : spot < 100 ? 1 : spot < 200 ? 2.5 : 5;
        double away = spot * 0.04 * (normal() + 0.5) * (right == Right.CALL ? 1 : -1);
        double steps = Math.max(1, Math.rint((spot + away) / grid));
        return new Price(Math.round(steps * grid * 1_000) * (CENT / 10));
    }

    /// A Friday, or the session before it; most within a month.
    private LocalDate expiry() {
        double far = chance.nextDouble();
        int weeks = (int) (14 * far * far * far);
        var today = scene.session().date();
        var day = today.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY)).plusWeeks(weeks);
        while (day.isAfter(today) && scene.calendar().session(day).isEmpty()) {
            day = day.minusDays(1);
        }
        return day;
    }

    /// What it is worth at once, and something for the time that is left: whole cents.
    private Price price(OptionContract contract, double spot) {
        double strike = contract.strike().nanos() / 1e9;
        double inTheMoney = contract.right() == Right.CALL ? spot - strike : strike - spot;
        double days = contract.expiry().toEpochDay() - scene.session().date().toEpochDay() + 0.5;
        double width = spot * VOLATILITY * Math.sqrt(days / DAYS_A_YEAR);
        double away = inTheMoney / width;
        double time = 0.4 * width * StrictMath.exp(-0.5 * away * away - 0.4 * Math.abs(away));
        long cents = Math.max(1, Math.round(100 * (Math.max(0, inTheMoney) + time)));
        return new Price(cents * CENT);
    }

    private long size(Price price) {
        double premium = LEAST_PREMIUM * StrictMath.pow(1 - chance.nextDouble(), -1 / TAIL);
        double one = price.nanos() / 1e9 * SHARES;
        return Math.max(1, Math.round(Math.min(premium, MOST_PREMIUM) / one));
    }

    private long volume(OptionContract contract, long size) {
        var key = contract.toString();
        long volume = volumes.getOrDefault(key, 0L) + size + chance.nextInt(500);
        volumes.put(key, volume);
        return volume;
    }

    private static Money part(Money whole, double share) {
        return new Money(Math.round(whole.nanos() / 1e9 * share) * SECOND).smaller(whole);
    }

    /// Moments after the last trade, never at the end of a bar.
    private long made(long end) {
        long after = 300_000L + chance.nextInt(9_000_000);
        long at = end + after * MICRO;
        return at % SECOND == 0 ? at + MICRO : at;
    }

    /// Near enough to normal, and the same on every machine: twelve uniforms less six.
    private double normal() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += chance.nextDouble();
        }
        return sum;
    }
}
