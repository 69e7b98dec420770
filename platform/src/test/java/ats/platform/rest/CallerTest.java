package ats.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import javax.net.ssl.SSLContext;

final class CallerTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://a.b", "wss://a.b", "HTTPS://a.b", "//a.b"})
    void trustsWhomTheRuntimeTrusts(String host) throws Exception {
        try (var client = Caller.of(URI.create(host)).build()) {
            assertThat(client.sslContext()).isSameAs(SSLContext.getDefault());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.b", "ws://a.b", "HTTP://a.b"})
    void trustsNobodyWhereNoTlsIsSpoken(String host) throws Exception {
        try (var client = Caller.of(URI.create(host)).build()) {
            assertThat(client.sslContext()).isNotSameAs(SSLContext.getDefault());
        }
    }
}
