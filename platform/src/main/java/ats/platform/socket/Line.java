package ats.platform.socket;

/// One connection, as its conversation sees it. To be used on the socket's own thread only.
public interface Line {

    void send(String text);

    /// The talk has come to its purpose; until it has, a short deadline runs.
    void ready();

    /// Ends this line; the next one is tried after a pause.
    void drop(String reason);

    /// Ends the socket: a further attempt could only do harm.
    void stop(String reason);
}
