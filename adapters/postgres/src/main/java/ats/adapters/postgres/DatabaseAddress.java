package ats.adapters.postgres;

import module java.base;

import ats.platform.Fault;
import ats.platform.config.Secret;

/// Where a PostgreSQL listens and how to sign in.
public record DatabaseAddress(String url, String user, Secret password) {

    private static final Pattern SHAPE =
            Pattern.compile("jdbc:postgresql://([^:/?,]+)(?::(\\d{1,5}))?/.*");
    private static final int DEFAULT_PORT = 5432;

    public DatabaseAddress {
        if (!SHAPE.matcher(url).matches()) {
            throw Fault.misuse(
                    "'"
                            + url
                            + "' is not a database's address;"
                            + " write jdbc:postgresql://host:port/database");
        }
    }

    static DatabaseAddress local(int port, Secret password) {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", LocalDatabase.USER, password);
    }

    InetSocketAddress socket() {
        var matcher = SHAPE.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalStateException(url);
        }
        var port = matcher.group(2);
        return new InetSocketAddress(
                matcher.group(1), port == null ? DEFAULT_PORT : Integer.parseInt(port));
    }
}
