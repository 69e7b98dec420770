package ats.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.Calendar;
import ats.domain.NewYorkCalendar;
import ats.domain.Session;
import ats.simulator.source.SeededMarket;

import org.junit.jupiter.api.Test;

final class AgendaTest {
    private static final Calendar CALENDAR = new NewYorkCalendar();
    private static final LocalDate FRIDAY = LocalDate.of(2024, 11, 29);
    private static final Session HALF_DAY = CALENDAR.session(FRIDAY).orElseThrow();
    private static final Session MONDAY = CALENDAR.after(FRIDAY);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long PREPARED = MONDAY.open() - 30 * MINUTE;

    private final Agenda agenda =
            new Agenda(CALENDAR, new SeededMarket(1, FRIDAY, CALENDAR), Course.ENDLESS);

    @Test
    void closesAHalfDayWithItsLastBarAndPreparesTheNextSession() {
        var last = agenda.after(HALF_DAY.close() - MINUTE);
        var next = agenda.after(HALF_DAY.close());
        var first = agenda.after(PREPARED);

        assertThat(last).isEqualTo(step(HALF_DAY.close(), null, true, HALF_DAY));
        assertThat(next).isEqualTo(step(PREPARED, MONDAY, false, null));
        assertThat(first).isEqualTo(step(MONDAY.open() + MINUTE, null, true, null));
    }

    @Test
    void preparesASessionBetweenTheBarsOfALateStart() {
        // the preparation that lies before the start is not made up for
        assertThat(agenda.after(PREPARED + MINUTE))
                .isEqualTo(step(MONDAY.open() + MINUTE, null, true, null));
    }

    @Test
    void countsDownToTheNextOpenCloseOrEnd() {
        var ending = new Agenda(CALENDAR, new SeededMarket(1, FRIDAY, CALENDAR), MONDAY.open() - 1);

        assertThat(agenda.upcoming(HALF_DAY.open()))
                .isEqualTo(new Upcoming("close", HALF_DAY.close()));
        assertThat(agenda.upcoming(HALF_DAY.close()))
                .isEqualTo(new Upcoming("open", MONDAY.open()));
        assertThat(ending.upcoming(HALF_DAY.close()))
                .isEqualTo(new Upcoming("end", MONDAY.open() - 1));
        assertThat(ending.after(PREPARED)).isEqualTo(step(MONDAY.open() - 1, null, false, null));
    }

    @Test
    void timeFlowsWhileSomethingHappensAndIsSkippedElse() {
        long close = HALF_DAY.close();

        assertThat(agenda.stretch(HALF_DAY.open())).isEqualTo(flows(close + 2 * MINUTE));
        assertThat(agenda.stretch(close)).isEqualTo(flows(close + 2 * MINUTE));
        assertThat(agenda.stretch(close + 2 * MINUTE - 1)).isEqualTo(flows(close + 2 * MINUTE));
        assertThat(agenda.stretch(close + 2 * MINUTE)).isEqualTo(skips(PREPARED));
        assertThat(agenda.stretch(PREPARED - 1)).isEqualTo(skips(PREPARED));
        assertThat(agenda.stretch(PREPARED)).isEqualTo(flows(PREPARED + MINUTE));
        assertThat(agenda.stretch(PREPARED + MINUTE)).isEqualTo(skips(MONDAY.open()));
        assertThat(agenda.stretch(MONDAY.open()).flows()).isTrue();
    }

    private static Agenda.Stretch flows(long until) {
        return new Agenda.Stretch(true, until);
    }

    private static Agenda.Stretch skips(long until) {
        return new Agenda.Stretch(false, until);
    }

    private static Agenda.Step step(
            long at,
            @org.jspecify.annotations.Nullable Session opening,
            boolean bars,
            @org.jspecify.annotations.Nullable Session closing) {
        return new Agenda.Step(
                at, Optional.ofNullable(opening), bars, Optional.ofNullable(closing));
    }
}
