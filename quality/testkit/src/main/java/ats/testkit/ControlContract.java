package ats.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.engine.Event;
import ats.engine.Steering;
import ats.engine.store.ControlStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of commands promises; each implementation has a test that extends this one. Its
/// store may be shared: only what the test itself recorded is looked at.
@SuppressWarnings("NullAway.Init") // JUnit opens the store before each test
public abstract class ControlContract {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final String name = "contract-" + NAMES.incrementAndGet() + "-";
    private ControlStore controls;

    protected abstract ControlStore controls();

    @BeforeEach
    final void openTheStore() {
        controls = controls();
    }

    @Test
    public void keepsCommandsInTheirOrderUntilTheyAreHandled() {
        var hold = command("1", new Steering.Hold("operator", "lunch"));
        var kill = command("2", new Steering.Kill("drill"));
        var release = command("3", new Steering.Release("operator"));
        for (var command : List.of(hold, kill, release)) {
            assertThat(controls.record(command)).isTrue();
        }

        assertThat(pending()).containsExactly(hold, kill, release);
        controls.handled(kill.id());
        controls.handled(kill.id());
        assertThat(pending()).containsExactly(hold, release);
    }

    @Test
    public void takesACommandOnceAlsoAfterItWasHandled() {
        var first = command("1", new Steering.Flatten("drill"));
        assertThat(controls.record(first)).isTrue();

        assertThat(controls.record(command("1", new Steering.Kill("another")))).isFalse();
        assertThat(pending()).containsExactly(first);
        controls.handled(first.id());
        assertThat(controls.record(first)).isFalse();
        assertThat(pending()).isEmpty();
    }

    @Test
    public void keepsTheLastHeartbeatOfEachService() {
        controls.heartbeat(name + "b", "READY", "trading", 5);
        controls.heartbeat(name + "a", "READY", "well", 6);
        controls.heartbeat(name + "b", "DEGRADED", "halted", 7);

        assertThat(controls.heartbeats())
                .filteredOn(beat -> beat.service().startsWith(name))
                .containsExactly(
                        new ControlStore.Heartbeat(name + "a", "READY", "well", 6),
                        new ControlStore.Heartbeat(name + "b", "DEGRADED", "halted", 7));
    }

    private List<Event.Operator> pending() {
        return controls.pending().stream()
                .filter(command -> command.id().startsWith(name))
                .toList();
    }

    private Event.Operator command(String id, Steering steering) {
        return new Event.Operator(name + id, "a test", steering, 3, 4);
    }
}
