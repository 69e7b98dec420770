package ats.services.tradingstrategy;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.MarketEvent.Halt;
import ats.domain.Symbol;
import ats.engine.Event;

import org.junit.jupiter.api.Test;

final class GatheringTest {
    private static final Symbol A = Symbol.of("A");
    private static final Symbol B = Symbol.of("B");

    private final Gathering gathering = new Gathering(true);

    @Test
    void tellsVectorsBySymbolBetweenTheInstantsBarsAndItsMark() {
        gathering.feature(vector(B, 10));
        gathering.market(price(A, 10));
        gathering.market(price(B, 10));
        gathering.market(mark(10));
        gathering.feature(vector(A, 10));
        gathering.feature(mark(10));

        assertThat(gathering.next())
                .containsExactly(
                        price(A, 10), price(B, 10), vector(A, 10), vector(B, 10), mark(10));
    }

    @Test
    void holdsTheMarkAndWhatFollowsItUntilTheVectorsAreComplete() {
        gathering.market(price(A, 10));
        gathering.market(mark(10));
        gathering.market(price(A, 20));
        gathering.feature(vector(A, 10));

        assertThat(gathering.next()).containsExactly(price(A, 10));
        assertThat(gathering.held()).contains(mark(10));

        gathering.feature(mark(10));
        assertThat(gathering.next()).containsExactly(vector(A, 10), mark(10), price(A, 20));
    }

    @Test
    void waitsForEachProcessThatMakesVectors() {
        gathering.market(price(A, 10));
        gathering.market(price(B, 10));
        gathering.market(new Event.Mark(10, 10, 2));
        gathering.feature(vector(B, 10));
        gathering.feature(mark(10));
        gathering.feature(new Event.Mark(10, 10, 0));
        assertThat(gathering.next()).containsExactly(price(A, 10), price(B, 10));

        gathering.feature(vector(A, 10));
        gathering.feature(mark(10));
        assertThat(gathering.next())
                .containsExactly(vector(A, 10), vector(B, 10), new Event.Mark(10, 10, 2));
    }

    @Test
    void holdsNothingForAStrategyThatNeedsNoVectors() {
        var plain = new Gathering(false);
        plain.market(mark(10));

        assertThat(plain.next()).containsExactly(mark(10));
    }

    @Test
    void letsAMarkPassWithWhatThereIsWhenItsTimeIsOver() {
        gathering.market(mark(10));
        gathering.feature(vector(A, 10));
        assertThat(gathering.next()).isEmpty();

        gathering.giveUp(10);

        assertThat(gathering.next()).containsExactly(vector(A, 10), mark(10));
        assertThat(gathering.alone()).isFalse();
    }

    @Test
    void dropsAVectorWhoseMarkHasPassed() {
        gathering.market(mark(10));
        gathering.giveUp(10);
        assertThat(gathering.next()).containsExactly(mark(10));

        gathering.feature(vector(A, 10));
        gathering.market(mark(20));
        gathering.feature(mark(20));

        assertThat(gathering.next()).containsExactly(mark(20));
        assertThat(gathering.late()).isEqualTo(1);
    }

    @Test
    void stopsWaitingForVectorsThatStayAwayAndWaitsAgainWhenTheyCome() {
        for (long at : List.of(10L, 20L)) {
            gathering.market(mark(at));
            gathering.giveUp(at);
            assertThat(gathering.next()).hasSize(1);
        }
        gathering.market(mark(30));
        assertThat(gathering.next()).containsExactly(mark(30));
        assertThat(gathering.alone()).isTrue();

        gathering.feature(mark(30));
        assertThat(gathering.alone()).isFalse();

        gathering.market(mark(40));
        assertThat(gathering.next()).isEmpty();
        gathering.giveUp(40);
        assertThat(gathering.next()).containsExactly(mark(40));
        assertThat(gathering.alone()).isTrue();
    }

    @Test
    void aLateAnswerForAnInstantThatIsOverIsNoSignOfLife() {
        for (long at : List.of(10L, 20L)) {
            gathering.market(mark(at));
            gathering.giveUp(at);
            assertThat(gathering.next()).hasSize(1);
        }
        gathering.feature(mark(10));

        assertThat(gathering.alone()).isTrue();
    }

    private static Event.Mark mark(long at) {
        return new Event.Mark(at, at, 1);
    }

    private static Event price(Symbol symbol, long at) {
        return new Event.Market(new Halt(symbol, at, at, false));
    }

    private static Event.Vector vector(Symbol symbol, long at) {
        return new Event.Vector(symbol, "set", at, at, FloatBuffer.wrap(new float[] {at}));
    }
}
