package ats.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class FaultTest {
    @Test
    void carriesKindAndReason() {
        var cause = new IllegalStateException("below");
        var fault = Fault.retryable("database gone", cause);
        assertThat(fault.kind()).isEqualTo(Fault.Kind.RETRYABLE);
        assertThat(fault.reason()).isEqualTo("database gone");
        assertThat(fault).hasMessage("RETRYABLE: database gone").hasCause(cause);
    }

    @Test
    void refusesToSayNothing() {
        assertThatThrownBy(() -> Fault.misuse(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
