package ats.platform.lockstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ats.platform.Fault;

import module java.base;

import org.junit.jupiter.api.Test;

final class CountedLockstepTest {
    private final CountedLockstep lockstep = new CountedLockstep(Duration.ofMillis(50));

    @Test
    void isQuietAtFirstAndAfterEqualCounts() {
        lockstep.settle();
        var work = lockstep.work("bars");
        work.begin();
        work.end();
        lockstep.settle();
    }

    @Test
    void sharesThePairOfOneName() {
        lockstep.work("bars").begin();
        lockstep.work("bars").end();
        lockstep.settle();
    }

    @Test
    void namesEveryUnequalPairWithBothNumbers() {
        lockstep.work("bars").begin();
        lockstep.work("bars").begin();
        lockstep.work("bars").end();
        lockstep.work("jobs").begin();
        lockstep.work("quiet").during(() -> {});
        assertThatThrownBy(lockstep::settle)
                .isInstanceOf(Fault.class)
                .hasMessageContaining("bars sent 2 handled 1")
                .hasMessageContaining("jobs sent 1 handled 0")
                .hasMessageNotContaining("quiet sent");
    }

    @Test
    void refusesAnEndWithoutABegin() {
        var work = lockstep.work("bars");
        assertThatThrownBy(work::end).isInstanceOf(Fault.class).hasMessageContaining("bars");
        lockstep.settle();
    }

    @Test
    void waitsForWorkThatCausesWork() {
        var patient = new CountedLockstep();
        var handled = new AtomicInteger();
        chain(patient, handled, 50);
        patient.settle();
        assertThat(handled).hasValue(50);
    }

    @Test
    void endsWorkWhoseTaskThrows() {
        assertThatThrownBy(
                        () ->
                                lockstep.work("bars")
                                        .during(
                                                () -> {
                                                    throw new IllegalStateException("planned");
                                                }))
                .hasMessage("planned");
        lockstep.settle();
    }

    @Test
    void freeLockstepNeverWaits() {
        Lockstep.free().work("bars").begin();
        Lockstep.free().settle();
    }

    private static void chain(CountedLockstep lockstep, AtomicInteger handled, int left) {
        var work = lockstep.work("link" + left % 3);
        work.begin();
        Thread.ofVirtual()
                .start(
                        () -> {
                            handled.incrementAndGet();
                            if (left > 1) chain(lockstep, handled, left - 1);
                            work.end();
                        });
    }
}
