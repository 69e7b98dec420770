package ats.simulator.alpaca;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Money;
import ats.domain.Price;
import ats.domain.Quantity;

/// How numbers, times and names look on the wire and in the books.
final class Wire {

    private Wire() {}

    static String text(Quantity quantity) {
        return text(quantity.decimal());
    }

    static String text(Price price) {
        return text(price.decimal());
    }

    static String text(Money money) {
        return text(money.decimal());
    }

    /// Without trailing zeros and exponents.
    static String text(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    static String time(long nanos) {
        return Instant.ofEpochSecond(0, nanos).toString();
    }

    static String timeInNewYork(long nanos) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(newYork(nanos));
    }

    static ZonedDateTime newYork(long nanos) {
        return Instant.ofEpochSecond(0, nanos).atZone(Calendar.NEW_YORK);
    }

    /// Reads a time with its offset, or a date as its first instant in UTC.
    static long nanos(String text) {
        var instant =
                text.indexOf('T') < 0
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : OffsetDateTime.parse(text).toInstant();
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    /// The same name gives the same id in every run.
    static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
