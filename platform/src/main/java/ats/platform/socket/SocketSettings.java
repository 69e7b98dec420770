package ats.platform.socket;

import module java.base;

import ats.platform.config.Secret;

/// Where a stream is. `name` is what log lines show: the address and the headers may hold keys.
public record SocketSettings(
        String name, URI address, Map<String, Secret> headers, SocketTiming timing) {

    public SocketSettings {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    @Override
    public String toString() {
        return name + " at " + address.getHost();
    }
}
