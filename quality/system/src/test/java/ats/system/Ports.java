package ats.system;

import module java.base;

/// Ports of this machine.
final class Ports {

    private static final int TRIES = 100;
    private static final int FIRST = 20_000;
    private static final int SPAN = 10_000;
    private static final int WAIT_MILLIS = 500;

    private Ports() {}

    /// The first of so many free ones in a row.
    static int free(int count) {
        var random = new Random();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int first = FIRST + random.nextInt(SPAN);
            if (IntStream.range(first, first + count).allMatch(Ports::isFree)) {
                return first;
            }
        }
        throw new AssertionError("no " + count + " free ports in a row");
    }

    static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAIT_MILLIS);
            return true;
        } catch (IOException silent) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
