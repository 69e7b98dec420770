package ats.platform.http;

/// What a route does. A fault becomes an answer by its kind: MISUSE 400, RETRYABLE 503, VENUE 502.
@FunctionalInterface
public interface Endpoint {
    Reply on(Request request);
}
