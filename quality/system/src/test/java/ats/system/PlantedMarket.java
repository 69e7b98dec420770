package ats.system;

import module java.base;

import ats.domain.Calendar;
import ats.domain.NewYorkCalendar;
import ats.domain.Session;
import ats.simulator.source.PlantedSignal;

/// Hourly bars in which there is something to learn, written as a folder in LEAN's layout: what the
/// last ten closes say of the next bar, as in the demonstration, but louder, so that few bars are
/// enough to be sure. Everything else is chance, by the seed.
///
/// @param future the seed of all that happens after `day`; with the same one as `past` the market
///   is whole
/// @param day the last whose bars are those of `past`
record PlantedMarket(long past, long future, LocalDate day) {

    static final List<String> SYMBOLS = List.of("ALDER", "BEECH", "CEDAR");

    static final LocalDate FIRST = LocalDate.of(2024, 1, 2);
    static final LocalDate LAST = LocalDate.of(2024, 9, 6);

    private static final Calendar CALENDAR = new NewYorkCalendar();

    /// The first bar of a session: half an hour, up to the clock's full hour.
    private static final long FIRST_BAR = Duration.ofMinutes(30).toNanos();

    /// Deviation of a bar's return, and the part of it that the closes before foretell.
    private static final double DEVIATION = 0.006;

    private static final double SIGNAL = 0.45;

    /// How far a bar reaches beyond its open and close, at most.
    private static final double REACH = 0.002;

    /// So many that no order is a large part of them.
    private static final double SHARES = 2_000_000;

    /// LEAN's prices are whole ten-thousandths of a dollar.
    private static final double SCALE = 10_000;

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("yyyyMMdd HH:mm");

    static PlantedMarket of(long seed) {
        return new PlantedMarket(seed, seed, LAST);
    }

    /// The same up to the end of that day, another one after it.
    PlantedMarket changedAfter(LocalDate last) {
        return new PlantedMarket(past, past + 1, last);
    }

    /// When the first bar that is changed can be known.
    long changeKnownAt() {
        return CALENDAR.after(day).open() + FIRST_BAR;
    }

    /// The folder, with a file of bars for each symbol.
    Path write(Path folder) {
        var hours = folder.resolve("equity", "usa", "hour");
        try {
            Files.createDirectories(hours);
            for (var symbol : SYMBOLS) {
                write(hours.resolve(symbol.toLowerCase(Locale.ROOT) + ".zip"), rows(symbol));
            }
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void write(Path file, List<String> rows) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("rows.csv"));
            zip.write(String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
        }
    }

    private List<String> rows(String symbol) {
        var rows = new ArrayList<String>();
        var closes = new ArrayDeque<Double>();
        double price = 50 + 100 * chance(past, symbol, FIRST).nextDouble();
        for (var day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            var chance = chance(day.isAfter(this.day) ? future : past, symbol, day);
            for (var start : CALENDAR.session(day).map(PlantedMarket::hours).orElse(List.of())) {
                double open = price;
                double expected = closes.size() < PlantedSignal.CLOSES ? 0 : SIGNAL * said(closes);
                price = open * (1 + DEVIATION * (expected + chance.nextGaussian()));
                rows.add(row(start, open, price, chance));
                closes.addLast(price);
                if (closes.size() > PlantedSignal.CLOSES) {
                    closes.removeFirst();
                }
            }
        }
        return rows;
    }

    private static double said(Collection<Double> closes) {
        return PlantedSignal.of(List.copyOf(closes));
    }

    private static String row(LocalDateTime start, double open, double close, Random chance) {
        double high = Math.max(open, close) * (1 + REACH * chance.nextDouble());
        double low = Math.min(open, close) * (1 - REACH * chance.nextDouble());
        var numbers =
                DoubleStream.of(open * SCALE, high * SCALE, low * SCALE, close * SCALE)
                        .mapToLong(Math::round)
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(","));
        return start.format(HOUR)
                + ","
                + numbers
                + ","
                + Math.round(SHARES * (0.5 + chance.nextDouble()));
    }

    /// The clock hours of a session; the first begins at nine.
    private static List<LocalDateTime> hours(Session session) {
        var hours = new ArrayList<LocalDateTime>();
        for (var hour = time(session.open()).truncatedTo(ChronoUnit.HOURS);
                hour.isBefore(time(session.close()));
                hour = hour.plusHours(1)) {
            hours.add(hour);
        }
        return hours;
    }

    private static LocalDateTime time(long at) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(0, at), Calendar.NEW_YORK);
    }

    /// Of one day, so that what one day draws does not move the next.
    private static Random chance(long seed, String symbol, LocalDate day) {
        return new Random(Objects.hash(seed, symbol, day.toEpochDay()));
    }
}
