package ats.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// The order of messages for everyone, without Kafka.
final class AlignmentTest {
    private static final Duration PATIENCE = Duration.ofNanos(100);
    private static final int PARTITIONS = 5;

    private final Alignment alignment = new Alignment();
    private final long[] next = new long[PARTITIONS];

    @Test
    void holdsAPublisherBackUntilItsMessageForEveryoneIsInEveryPartition() {
        assign(0, 1);
        arrive(0, "a", 0, "SPY");
        arrive(0, "a", 1, "");
        arrive(0, "a", 2, "SPY");
        arrive(0, "b", 7, "AIG");
        assertThat(handleAll()).containsExactly("a0", "b7");
        arrive(1, "a", 1, "");
        assertThat(handleAll()).containsExactly("a1", "a2");
    }

    @Test
    void commitsOnlyPastWhatIsHandled() {
        assign(0, 1);
        arrive(0, "a", 0, "SPY");
        arrive(0, "a", 1, "");
        arrive(0, "b", 0, "AIG");
        handleAll();
        assertThat(handledTo(0)).isEqualTo(1);
        assertThat(memory(0)).isEqualTo("a:1:0;");
        arrive(1, "a", 1, "");
        handleAll();
        assertThat(handledTo(0)).isEqualTo(3);
        assertThat(memory(0)).isEqualTo("a:1:1;b:1:0;");
    }

    @Test
    void anInstantIsOverWithItsMessageForEveryone() {
        assign(0);
        assertThat(alignment.lane(0).closedTo()).isEmpty();
        arrive(0, "a", 0, "SPY");
        handleAll();
        assertThat(alignment.lane(0).closedTo()).isEmpty();
        arrive(0, "a", 1, "");
        arrive(0, "a", 2, "SPY");
        handleAll();
        assertThat(handledTo(0)).isEqualTo(3);
        assertThat(alignment.lane(0).closedTo()).contains(new Lane.Stand(2, "a:1:1;"));
        arrive(0, "a", 3, "");
        handleAll();
        assertThat(alignment.lane(0).closedTo()).contains(new Lane.Stand(4, "a:1:3;"));
    }

    @Test
    void aPartitionThatIsTakenOverBeginsWithWhatWasCommitted() {
        alignment.assign(0, Lane.resumed(9, Memory.parse("a:1:4;")));
        assertThat(alignment.lane(0).closedTo()).contains(new Lane.Stand(9, "a:1:4;"));
    }

    @Test
    void knowsThatAPartitionIsPastAMessageFromWhatItBrings() {
        assign(0, 1);
        arrive(1, "a", 5, "SPY");
        arrive(0, "a", 4, "");
        assertThat(handleAll()).containsExactly("a5", "a4");
    }

    @Test
    void knowsThatAPartitionIsPastAMessageFromWhatWasCommitted() {
        assign(0);
        alignment.assign(1, Lane.resumed(9, Memory.parse("a:1:4;")));
        next[1] = 9;
        arrive(0, "a", 4, "");
        arrive(0, "a", 5, "");
        assertThat(handleAll()).containsExactly("a4");
        arrive(1, "a", 5, "");
        assertThat(handleAll()).containsExactly("a5");
    }

    @Test
    void aRestartedPublisherEndsTheWaitForWhatItNeverFinished() {
        assign(0, 1);
        arrive(0, "a", 8, "");
        alignment.arrive(arrival(1, new Stamp("a", new Place(2, 0)), "SPY"), 0);
        assertThat(handleAll()).containsExactly("a0", "a8");
    }

    @Test
    void waitsNoLongerForAPartitionThatIsTakenAway() {
        assign(0, 1);
        arrive(0, "a", 0, "");
        arrive(0, "a", 1, "SPY");
        alignment.revoke(1, 0);
        assertThat(handleAll()).containsExactly("a0", "a1");
    }

    @Test
    void forgetsWhatCameFromAPartitionThatIsTakenAway() {
        assign(0, 1);
        arrive(0, "a", 0, "SPY");
        arrive(1, "a", 1, "AIG");
        var due = alignment.next().orElseThrow();
        alignment.revoke(0, 0);
        assertThat(due.wanted()).isFalse();
        assertThat(handleAll()).containsExactly("a1");
    }

    @Test
    void givesUpOnlyWhatIsOverdueAndAllThatWasCompleteBeforeTheLatest() {
        assign(0, 1);
        arrive(0, "a", 0, "");
        arrive(0, "a", 1, "");
        arrive(0, "a", 2, "");
        assertThat(alignment.overdue(PATIENCE, 99)).isEmpty();
        var overdue = alignment.overdue(PATIENCE, 100).getFirst();
        assertThat(overdue.missing()).containsExactly(1);
        alignment.giveUp(overdue, 100);
        assertThat(handleAll()).containsExactly("a0", "a1");
        assertThat(alignment.overdue(PATIENCE, 199)).isEmpty();
        assertThat(alignment.overdue(PATIENCE, 200)).hasSize(1);
    }

    @Test
    void deliversACopyThatCameTooLateAgain() {
        assign(0, 1);
        arrive(0, "a", 0, "");
        alignment.giveUp(alignment.overdue(PATIENCE, 100).getFirst(), 100);
        assertThat(handleAll()).containsExactly("a0");
        arrive(1, "a", 0, "");
        assertThat(handleAll()).containsExactly("a0");
        assertThat(handledTo(1)).isEqualTo(1);
    }

    @Test
    void readsNoFurtherWhereMuchIsHeldUnlessAMessageWaitsForIt() {
        assign(0, 1, 2);
        arrive(0, "a", 0, "");
        arrive(0, "a", 1, "SPY");
        arrive(1, "b", 0, "");
        arrive(1, "b", 1, "AIG");
        arrive(1, "b", 2, "AIG");
        assertThat(alignment.ahead(2)).isEmpty();
        arrive(1, "a", 0, "");
        assertThat(alignment.ahead(2)).containsExactly(1);
        arrive(0, "b", 0, "");
        assertThat(alignment.ahead(2)).containsExactly(0, 1);
    }

    @Test
    void countsWhatWasGoneBeforeItCouldBeRead() {
        alignment.assign(0, Lane.resumed(3, Map.of()));
        next[0] = 10;
        assertThat(arrive(0, "a", 0, "SPY")).isEqualTo(7);
        assertThat(arrive(0, "a", 1, "SPY")).isZero();
        alignment.assign(1, Lane.fresh());
        next[1] = 50;
        assertThat(arrive(1, "a", 2, "SPY")).isZero();
    }

    @Test
    void deliversForeignRecordsAsTheyCome() {
        assign(0, 1);
        alignment.arrive(arrival(0, Stamp.FOREIGN, ""), 0);
        assertThat(handleAll()).hasSize(1);
        assertThat(handledTo(0)).isEqualTo(1);
    }

    private long handledTo(int partition) {
        return alignment.lane(partition).handledTo().orElseThrow().offset();
    }

    private String memory(int partition) {
        return alignment.lane(partition).handledTo().orElseThrow().memory();
    }

    private void assign(int... partitions) {
        for (int partition : partitions) {
            alignment.assign(partition, Lane.fresh());
        }
    }

    private long arrive(int partition, String publisher, long sequence, String key) {
        var stamp = new Stamp(publisher, new Place(1, sequence));
        return alignment.arrive(arrival(partition, stamp, key), 0);
    }

    private Arrival arrival(int partition, Stamp stamp, String key) {
        return new Arrival(partition, next[partition]++, key, new byte[0], stamp);
    }

    private List<String> handleAll() {
        var handled = new ArrayList<String>();
        for (var due = alignment.next(); due.isPresent(); due = alignment.next()) {
            var stamp = due.get().message().stamp();
            handled.add(stamp.publisher() + stamp.place().sequence());
            alignment.handled(due.get());
        }
        return handled;
    }
}
