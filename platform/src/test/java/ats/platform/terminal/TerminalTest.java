package ats.platform.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

final class TerminalTest {
    @Test
    void coloursOnlyATerminal() {
        assertThat(Terminal.of(Map.of(), true, false).colour()).isTrue();
        assertThat(Terminal.of(Map.of(), false, false).colour()).isFalse();
    }

    @Test
    void honoursTheWishForPlainText() {
        assertThat(Terminal.of(Map.of("NO_COLOR", "1"), true, true).colour()).isFalse();
        assertThat(Terminal.of(Map.of("NO_COLOR", ""), true, true).colour()).isTrue();
        assertThat(Terminal.of(Map.of("TERM", "dumb"), true, true).colour()).isFalse();
    }

    @Test
    void aRedirectedStreamIsNoTerminal() {
        // Maven runs tests with their output in a pipe.
        assertThat(Terminal.standard().output()).isFalse();
    }
}
