package ats.platform.http;

import module java.base;

/// A route of server-sent events: each client that connects is handed over as a subscriber.
public record Stream(String path, Consumer<Subscriber> joined) {
    public Stream {
        if (!path.startsWith("/")) throw new IllegalArgumentException("path without /: " + path);
    }
}
