package ats.platform.http;

/// The HTTP methods that our routes use.
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
}
