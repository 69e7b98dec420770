package ats.simulator.http;

import module java.base;

import ats.platform.Fault;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;

/// Where a simulated vendor listens: a host's address, and a port, 0 for a free one.
public record Bind(String host, int port) {
    /// This machine alone, any port.
    public static final Bind LOOPBACK = new Bind("127.0.0.1", 0);

    private static final String EVERYWHERE = "0.0.0.0";

    public Bind {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + "; write 0 to 65535");
        }
    }

    public Bind withPort(int other) {
        return new Bind(host, other);
    }

    /// A server that has begun; `who` names it in the fault when the port is taken.
    public Javalin serve(String who, Consumer<JavalinConfig> vendor) {
        var server =
                Javalin.create(
                        config -> {
                            plain(config);
                            vendor.accept(config);
                        });
        try {
            return server.start();
        } catch (JavalinBindException taken) {
            server.stop();
            throw Fault.misuse(
                    who
                            + " cannot listen on port "
                            + port
                            + ": it is taken or not allowed; choose another, or 0 for any",
                    taken);
        }
    }

    /// Where this machine finds it, once it listens on that port.
    public URI found(String scheme, int listening, String path) {
        var near = host.equals(EVERYWHERE) ? LOOPBACK.host : host;
        return URI.create(scheme + "://" + near + ":" + listening + path);
    }

    private void plain(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.jetty.host = host;
        config.jetty.port = port;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        // A market may stand still for as long as it likes.
        config.jetty.modifyWebSocketServletFactory(
                factory -> factory.setIdleTimeout(Duration.ZERO));
        config.http.compressionStrategy = CompressionStrategy.NONE;
    }
}
