package ats.platform.http;

import ats.platform.config.Key;

import module java.base;

/// Where the page and the API are served.
public record HttpSettings(
        @Key(doc = "address to listen on; 127.0.0.1 keeps the page on this machine") String host,
        @Key(doc = "port of the page; 0 takes a free one") int port,
        @Key(doc = "further host names under which browsers may reach the page")
                List<String> allowedHosts) {
    public static final HttpSettings DEFAULTS = new HttpSettings("127.0.0.1", 8080, List.of());

    public HttpSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("http.port is " + port + "; write 0 to 65535");
        }
        allowedHosts = List.copyOf(allowedHosts);
    }
}
