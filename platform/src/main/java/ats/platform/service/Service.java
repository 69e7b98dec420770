package ats.platform.service;

/// One of the system's parts; its name is also that of its folder, artifact, container and log.
public interface Service {
    String name();

    /// Returns when the service works; throws a fault when it cannot.
    void start(Context context);

    Health health();

    /// Stops in order and gives back what it holds; safe to call twice and before `start`.
    void close();
}
