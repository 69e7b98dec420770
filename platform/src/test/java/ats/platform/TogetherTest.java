package ats.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;

final class TogetherTest {
    @Test
    void givesResultsInTheOrderOfTheTasks() {
        var first = new CountDownLatch(1);
        var results =
                Together.all(
                        List.of(
                                () -> {
                                    first.await();
                                    return "one";
                                },
                                () -> {
                                    first.countDown();
                                    return "two";
                                }));
        assertThat(results).containsExactly("one", "two");
    }

    @Test
    void failsAsOneAndLeavesNothingRunning() {
        var interrupted = new AtomicBoolean();
        var waiting = new CountDownLatch(1);
        List<Callable<String>> tasks =
                List.of(
                        () -> {
                            try {
                                waiting.countDown();
                                Thread.sleep(Duration.ofSeconds(30));
                                return "late";
                            } finally {
                                interrupted.set(true);
                            }
                        },
                        () -> {
                            waiting.await();
                            throw Fault.venue("no answer");
                        });
        assertThatThrownBy(() -> Together.all(tasks)).hasMessage("VENUE: no answer");
        assertThat(interrupted).isTrue();
    }

    @Test
    void wrapsACheckedFailure() {
        List<Callable<String>> tasks =
                List.of(
                        () -> {
                            throw new IOException("gone");
                        });
        assertThatThrownBy(() -> Together.all(tasks))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("gone");
    }
}
