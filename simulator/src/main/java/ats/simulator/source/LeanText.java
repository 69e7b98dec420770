package ats.simulator.source;

import module java.base;

import ats.platform.Fault;

/// Reads LEAN's rows: plain or zipped text without a header.
final class LeanText {
    private LeanText() {}

    static List<Line> lines(Path file) {
        try (var in = Files.newInputStream(file)) {
            return lines(in);
        } catch (IOException unreadable) {
            throw Unreadable.because(file, unreadable);
        }
    }

    /// The rows of the first entry.
    static List<Line> zipped(Path file) {
        try (var in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.getNextEntry() == null) {
                throw Fault.misuse(file + " is not a zip file with rows in it");
            }
            return lines(in);
        } catch (IOException unreadable) {
            throw Unreadable.because(file, unreadable);
        }
    }

    /// The files of that folder that end so, by name; a folder that is not there has none.
    static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(file -> name(file).endsWith(ending)).sorted().toList();
        } catch (IOException unreadable) {
            throw Unreadable.because(folder, unreadable);
        }
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /// The name up to its last dot.
    static String stem(Path file) {
        var name = name(file);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /// How many letters have to change to make one of the other.
    static int distance(String one, String other) {
        var row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }

    private static List<Line> lines(InputStream in) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        var lines = new ArrayList<Line>();
        int number = 0;
        for (var text = reader.readLine(); text != null; text = reader.readLine()) {
            number++;
            if (!text.isBlank()) {
                lines.add(new Line(number, text.split(",", -1)));
            }
        }
        return lines;
    }

    /// One row and where it stood.
    @SuppressWarnings("ArrayRecordComponent") // never compared; a list would double the memory
    record Line(int number, String[] fields) {

        /// A whole number of units of that size.
        long whole(int field, long unit, Path file) {
            try {
                return Math.multiplyExact(Long.parseLong(fields[field]), unit);
            } catch (NumberFormatException garbage) {
                throw bad("'" + fields[field] + "' is not a whole number", file);
            } catch (ArithmeticException large) {
                throw bad("'" + fields[field] + "' is too large", file);
            }
        }

        BigDecimal decimal(int field, Path file) {
            try {
                return new BigDecimal(fields[field]);
            } catch (NumberFormatException garbage) {
                throw bad("'" + fields[field] + "' is not a number", file);
            }
        }

        LocalDate date(int field, Path file) {
            try {
                return LocalDate.parse(fields[field], DateTimeFormatter.BASIC_ISO_DATE);
            } catch (DateTimeParseException garbage) {
                throw bad("'" + fields[field] + "' is not a date", file);
            }
        }

        /// A date that has to be later than that of the row before, if there is one.
        LocalDate date(int field, Optional<LocalDate> before, Path file) {
            var date = date(field, file);
            if (before.filter(last -> !date.isAfter(last)).isPresent()) {
                throw bad("a date is not after the one before it", file);
            }
            return date;
        }

        Fault bad(String reason, Path file) {
            return Fault.misuse(file + " line " + number + ": " + reason);
        }
    }
}
