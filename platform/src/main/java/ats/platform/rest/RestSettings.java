package ats.platform.rest;

import module java.base;

import ats.platform.config.Secret;

/// Where one REST host is and how long it may take. `headers` go with every request and may hold
/// keys; `compressed` asks for gzip; `timeout` is the whole time of a request: the wait for the one
/// before it, connecting, sending and reading.
public record RestSettings(
        String name, URI base, Map<String, Secret> headers, Duration timeout, boolean compressed) {

    public RestSettings {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        if (base.getHost() == null || base.getRawQuery() != null) {
            throw new IllegalArgumentException(name + " needs an address like https://host");
        }
    }
}
