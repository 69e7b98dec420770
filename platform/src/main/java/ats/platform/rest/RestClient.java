package ats.platform.rest;

import module java.base;

import ats.platform.rest.RestReply.Answered;
import ats.platform.rest.RestReply.NotSent;
import ats.platform.rest.RestReply.Unanswered;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// Speaks to one REST host: one request open at a time, each with one deadline for everything, and
/// never a second try by itself. It shows neither headers nor queries to the log.
public final class RestClient implements AutoCloseable {
    /// The largest page of a vendor is some 10 MiB; what is larger is not an answer to us.
    private static final int LONGEST_BODY_BYTES = 64 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(RestClient.class);

    private final RestSettings settings;
    private final HttpClient http;
    private final ReentrantLock gate = new ReentrantLock(true);

    public RestClient(RestSettings settings) {
        this.settings = settings;
        http =
                Caller.of(settings.base())
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(settings.timeout())
                        .build();
    }

    public RestReply get(String target) {
        return send(RestRequest.get(target));
    }

    public RestReply send(RestRequest request) {
        long deadline = System.nanoTime() + settings.timeout().toNanos();
        if (!entered()) {
            return new NotSent(request.label() + " waited too long for the request before it");
        }
        try {
            long began = System.nanoTime();
            var reply = exchange(request, deadline);
            log(request, reply, System.nanoTime() - began);
            return reply;
        } finally {
            gate.unlock();
        }
    }

    /// The path and query of a link that the host gave, without its host: the link may name another
    /// brand of the same vendor, and our keys go to nobody but the host that was configured.
    public String target(String link) {
        var uri = URI.create(link);
        var path = Objects.requireNonNullElse(uri.getRawPath(), "/");
        var prefix = prefix();
        var own = path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
        return uri.getRawQuery() == null ? own : own + "?" + uri.getRawQuery();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private boolean entered() {
        try {
            return gate.tryLock(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private RestReply exchange(RestRequest request, long deadline) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return new NotSent(request.label() + " waited too long for the request before it");
        }
        var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_BODY_BYTES);
        var pending = http.sendAsync(wire(request, left), handler);
        try {
            return answered(pending.get(left, TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            pending.cancel(true);
            return new Unanswered(request.label() + " had no answer in " + settings.timeout());
        } catch (InterruptedException stopped) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            return new Unanswered(request.label() + " was interrupted");
        } catch (ExecutionException failed) {
            return new Unanswered(request.label() + " failed: " + cause(failed));
        } catch (IOException unreadable) {
            return new Unanswered(request.label() + " was unreadable: " + unreadable.getMessage());
        }
    }

    private HttpRequest wire(RestRequest request, long leftNanos) {
        var body =
                request.body().isEmpty()
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(request.body());
        var wire =
                HttpRequest.newBuilder(uri(request.target()))
                        .timeout(Duration.ofNanos(leftNanos))
                        .method(request.method(), body)
                        .header("Accept", "application/json");
        if (!request.body().isEmpty()) wire.header("Content-Type", "application/json");
        if (settings.compressed()) wire.header("Accept-Encoding", "gzip");
        settings.headers().forEach((name, value) -> wire.header(name, value.reveal()));
        return wire.build();
    }

    private URI uri(String target) {
        var base = settings.base();
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + prefix() + target);
    }

    private String prefix() {
        var path = Objects.requireNonNullElse(settings.base().getRawPath(), "");
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Answered answered(HttpResponse<byte[]> response) throws IOException {
        var headers = new TreeMap<String, String>();
        response.headers()
                .map()
                .forEach((name, all) -> headers.put(name.toLowerCase(Locale.ROOT), all.getFirst()));
        boolean zipped = "gzip".equalsIgnoreCase(headers.get("content-encoding"));
        var body = zipped ? unzipped(response.body()) : response.body();
        var text = new String(body, StandardCharsets.UTF_8);
        return new Answered(response.statusCode(), headers, text);
    }

    private static byte[] unzipped(byte[] zipped) throws IOException {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            var plain = stream.readNBytes(LONGEST_BODY_BYTES);
            if (stream.read() >= 0) throw new IOException("longer than " + LONGEST_BODY_BYTES);
            return plain;
        }
    }

    private static String cause(ExecutionException failed) {
        var cause = Objects.requireNonNullElse(failed.getCause(), failed);
        var name = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? name : name + " " + cause.getMessage();
    }

    private void log(RestRequest request, RestReply reply, long nanos) {
        var outcome =
                switch (reply) {
                    case Answered answer -> Integer.toString(answer.status());
                    case Unanswered none -> none.reason();
                    case NotSent kept -> kept.reason();
                };
        LOG.atDebug()
                .setMessage("rest.request")
                .addKeyValue("host", settings.name())
                .addKeyValue("request", request.label())
                .addKeyValue("outcome", outcome)
                .addKeyValue("millis", nanos / 1_000_000)
                .log();
    }
}
