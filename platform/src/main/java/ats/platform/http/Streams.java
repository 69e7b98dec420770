package ats.platform.http;

import module java.base;

import jakarta.servlet.http.HttpServletResponse;

/// The connected readers of a server's streams.
final class Streams {
    /// A few people with a few pages each.
    private static final int LARGEST_AUDIENCE = 64;

    private final Set<Client> clients = ConcurrentHashMap.newKeySet();

    boolean full() {
        return clients.size() >= LARGEST_AUDIENCE;
    }

    int size() {
        return clients.size();
    }

    /// Stays with one reader until it leaves.
    void serve(Stream stream, HttpServletResponse response) throws IOException {
        response.setStatus(200);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        response.flushBuffer();
        var client = new Client();
        clients.add(client);
        try {
            stream.joined().accept(client);
            client.serve(response.getOutputStream());
        } finally {
            clients.remove(client);
            client.leave();
            // Dropping interrupts this thread, which still has to end the response.
            Thread.interrupted();
        }
    }

    void close() {
        clients.forEach(Client::drop);
    }
}
