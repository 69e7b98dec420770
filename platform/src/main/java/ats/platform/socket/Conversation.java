package ats.platform.socket;

/// What is said on a socket. All calls come from the socket's own thread, one after the other.
public interface Conversation {

    /// A new line is open and nothing was said on it yet.
    void opened(Line line);

    /// A whole message, fragments joined; binary ones are read as UTF-8.
    void heard(Line line, String message);

    /// No line could be had, or it is gone; another attempt follows unless this was the last.
    void lost(String reason, boolean last);
}
