package ats.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FrameQueueTest {
    private final List<Integer> sent = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aSteppedQueueSendsOneFrameACallInOrder() {
        try (var frames = FrameQueue.stepped()) {
            post(frames, 1);
            post(frames, 2);
            assertThat(sent).isEmpty();

            assertThat(frames.sendNext()).isTrue();
            assertThat(sent).containsExactly(1);
            assertThat(frames.sendNext()).isTrue();
            assertThat(frames.sendNext()).isFalse();
            assertThat(sent).containsExactly(1, 2);
            assertThat(frames.sent()).isEqualTo(2);
        }
    }

    @Test
    void aFreeQueueSendsByItselfInOrder() throws InterruptedException {
        try (var frames = FrameQueue.free()) {
            for (int frame = 0; frame < 1_000; frame++) {
                post(frames, frame);
            }
            awaitLast(frames);

            assertThat(sent).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
            assertThat(frames.sendNext()).isFalse();
        }
    }

    @Test
    void aFrameThatIsLostDoesNotHoldUpTheOthers() throws InterruptedException {
        try (var frames = FrameQueue.free()) {
            frames.post(
                    "broken",
                    () -> {
                        throw new IllegalStateException("the peer has gone");
                    });
            post(frames, 1);

            assertThat(awaitLast(frames)).as("sent before the last").isEqualTo(1);
            assertThat(sent).containsExactly(1);
        }
    }

    @Test
    void aFullQueueSaysThatNobodySends() {
        try (var frames = FrameQueue.stepped()) {
            for (int frame = 0; frame < 100_000; frame++) {
                post(frames, frame);
            }
            assertThatIllegalStateException()
                    .isThrownBy(() -> post(frames, -1))
                    .withMessage("100000 frames wait to be sent; no room for frame -1");
        }
    }

    private void post(FrameQueue frames, int frame) {
        frames.post("frame " + frame, () -> sent.add(frame));
    }

    /// How many frames were sent before one that is posted now; it is counted after it was sent.
    private static long awaitLast(FrameQueue frames) throws InterruptedException {
        var before = new ArrayBlockingQueue<Long>(1);
        frames.post("last", () -> before.add(frames.sent()));
        return before.take();
    }
}
