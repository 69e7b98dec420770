package ats.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import ats.platform.Fault.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

final class SqlFaultsTest {

    @ParameterizedTest
    @CsvSource({
        "08006, RETRYABLE",
        "57P01, RETRYABLE",
        "57P03, RETRYABLE",
        "57014, RETRYABLE",
        "53100, RETRYABLE",
        "53300, RETRYABLE",
        "40P01, RETRYABLE",
        "28P01, MISUSE",
        "3D000, MISUSE",
        "42P01, MISUSE",
        "23505, CORRUPT",
        "22003, CORRUPT",
        "XX001, CORRUPT"
    })
    void tellsWhatMayPassFromWhatWillNot(String state, Kind kind) {
        var fault = SqlFaults.from("count", new SQLException("no\nmore", state));
        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.reason()).contains("count: no").doesNotContain("more");
    }

    @Test
    void waitsForAPoolThatHasNoConnection() {
        var fault = SqlFaults.from("count", new SQLTransientConnectionException("timed out"));
        assertThat(fault.kind()).isEqualTo(Kind.RETRYABLE);
    }
}
