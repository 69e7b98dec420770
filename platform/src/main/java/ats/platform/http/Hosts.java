package ats.platform.http;

import module java.base;

import java.util.stream.Stream;

/// Which `Host` headers are ours. A page elsewhere whose name is made to resolve to this machine
/// (DNS rebinding) carries its own name in that header, and is refused by it.
final class Hosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern PORT = Pattern.compile(":\\d+$");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");

    private final Set<String> own;
    private final boolean beyondLoopback;

    Hosts(HttpSettings settings) {
        own =
                Stream.concat(Stream.of(settings.host()), settings.allowedHosts().stream())
                        .map(Hosts::written)
                        .collect(Collectors.toUnmodifiableSet());
        beyondLoopback = !LOOPBACK.contains(written(settings.host()));
    }

    boolean ours(Optional<String> header) {
        var host = plain(PORT.matcher(header.orElse("")).replaceFirst(""));
        return LOOPBACK.contains(host)
                || own.contains(host)
                // A bare address is no name that could be rebound; probes of containers use it.
                || (beyondLoopback && ADDRESS.matcher(host).matches());
    }

    /// As it stands in a header and in an address, where IPv6 wears brackets.
    static String written(String host) {
        var plain = plain(host);
        return plain.contains(":") && !plain.startsWith("[") ? "[" + plain + "]" : plain;
    }

    private static String plain(String host) {
        return host.strip().toLowerCase(Locale.ROOT);
    }
}
