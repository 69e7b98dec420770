package ats.platform.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HealthTest {
    @Test
    void tellsLiveFromReady() {
        assertThat(Health.starting("").live()).isTrue();
        assertThat(Health.starting("").ready()).isFalse();
        assertThat(Health.ready("").ready()).isTrue();
        assertThat(Health.idle("no shared bus").ready()).isTrue();
        assertThat(Health.degraded("database gone").live()).isTrue();
        assertThat(Health.degraded("database gone").ready()).isFalse();
        assertThat(Health.failed("ledger").live()).isFalse();
        assertThat(Health.failed("ledger").ready()).isFalse();
    }
}
