package ats.platform.service;

import module java.base;

/// Asks whoever has the market's history to say once more that it is there: a service that starts
/// again in a process of its own was away when it was said. Where all services live in one process
/// they start together, and nobody asks.
public final class Latecomer {
    /// Where it is asked; the message is the name of the service that asks.
    public static final String TOPIC = "market.asked";

    private Latecomer() {}

    public static void ask(Context context, String service) {
        if (context.bus().shared()) {
            context.bus().publish(TOPIC, service, service.getBytes(StandardCharsets.UTF_8));
        }
    }
}
