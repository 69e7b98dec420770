package ats.platform.http;

/// One connected reader of a stream.
public interface Subscriber {
    /// Queues an event and never blocks. False says that the client is gone, or was just dropped
    /// because it reads too slowly; send nothing more to it then.
    boolean send(String event, String data);

    /// Runs once, when the client is gone.
    void onClose(Runnable task);
}
