package ats.platform.rest;

import module java.base;

import java.net.http.HttpClient;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// The client with which a host is called.
///
/// One without TLS needs nobody's certificates, and to read the hundred and more that the runtime
/// trusts is a tenth of a service's start: the client of such a host trusts none at all.
public final class Caller {

    private Caller() {}

    /// A client for that host alone.
    public static HttpClient.Builder of(URI host) {
        var builder = HttpClient.newBuilder();
        return plain(host) ? builder.sslContext(trustingNobody()) : builder;
    }

    private static boolean plain(URI host) {
        var scheme = String.valueOf(host.getScheme());
        return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("ws");
    }

    private static SSLContext trustingNobody() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has TLS", impossible);
        }
    }
}
