package ats.platform.http;

/// Who may call a route.
public enum Role {
    OPEN,
    /// Only with `Authorization: Bearer` and the page's token.
    TOKEN
}
