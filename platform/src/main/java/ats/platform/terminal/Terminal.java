package ats.platform.terminal;

import module java.base;

/// What the standard streams can show: colour and cursor codes go only to a terminal.
public record Terminal(boolean output, boolean error, boolean colour) {
    /// Of this process.
    public static Terminal standard() {
        return of(System.getenv(), streamIsTerminal(1), streamIsTerminal(2));
    }

    /// `NO_COLOR` with any value but none, and a dumb terminal, ask for plain text.
    public static Terminal of(Map<String, String> environment, boolean output, boolean error) {
        boolean plain =
                !environment.getOrDefault("NO_COLOR", "").isEmpty()
                        || environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(output, error, (output || error) && !plain);
    }

    // The console of the JDK speaks of input and output together; Linux tells each stream apart.
    private static boolean streamIsTerminal(int descriptor) {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/")
                    || target.startsWith("/dev/tty")
                    || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        }
    }
}
