package ats.simulator.source;

import module java.base;

import ats.domain.Calendar;
import ats.domain.NewYorkCalendar;
import ats.domain.Timeframe;

/// Writes a folder in LEAN's layout, a file at a time, and opens it.
final class LeanFiles {
    static final Calendar CALENDAR = new NewYorkCalendar();
    static final Timeframe DAY = Timeframe.parse("1d");

    private final Path root;
    private final Path equity;

    LeanFiles(Path root) {
        this.root = root;
        equity = root.resolve("equity", "usa");
        make(equity);
    }

    Path minutes(String name, String day, String... rows) {
        return zip("minute/" + name + "/" + day + "_trade.zip", rows);
    }

    Path hours(String name, String... rows) {
        return zip("hour/" + name + ".zip", rows);
    }

    Path days(String name, String... rows) {
        return zip("daily/" + name + ".zip", rows);
    }

    Path map(String permanent, String... rows) {
        return text("map_files/" + permanent + ".csv", rows);
    }

    Path factors(String permanent, String... rows) {
        return text("factor_files/" + permanent + ".csv", rows);
    }

    Path zip(String place, String... rows) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("rows.csv"));
            zip.write(String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return write(place, bytes.toByteArray());
    }

    Path text(String place, String... rows) {
        return write(place, String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
    }

    Path write(String place, byte[] bytes) {
        var file = equity.resolve(place);
        make(file.resolveSibling("."));
        try {
            return Files.write(file, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    BarSource open(Timeframe base, String from, String to, String... symbols) {
        var request =
                new LeanFolder.Request(
                        root, List.of(symbols), base, LocalDate.parse(from), LocalDate.parse(to));
        return LeanFolder.open(request, CALENDAR);
    }

    /// In New York, as epoch nanos.
    static long at(String day, String time) {
        return LocalDate.parse(day)
                        .atTime(LocalTime.parse(time))
                        .atZone(Calendar.NEW_YORK)
                        .toEpochSecond()
                * 1_000_000_000L;
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder.normalize());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
