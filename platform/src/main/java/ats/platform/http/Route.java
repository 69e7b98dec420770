package ats.platform.http;

/// One line of a server's table; parts of the path in braces are parameters: `/orders/{id}`.
///
/// @param summary what it does, in a few words, for `openapi.json`
public record Route(Method method, String path, Role role, Endpoint endpoint, String summary) {
    public Route {
        if (!path.startsWith("/")) throw new IllegalArgumentException("path without /: " + path);
    }

    public Route(Method method, String path, Role role, Endpoint endpoint) {
        this(method, path, role, endpoint, "");
    }
}
