package ats.platform.http;

import ats.platform.Fault;

import module java.base;

/// The files of a class-path folder, read once and kept.
final class Pages {
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("map", "application/json"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("webmanifest", "application/manifest+json"));

    /// Plain names, each with an extension at the end: nothing climbs out of the folder, and no
    /// folder is taken for a file.
    private static final Pattern SAFE =
            Pattern.compile("(?:[\\w-][\\w.-]*/)*[\\w-][\\w.-]*\\.\\w+");

    private final String folder;
    private final ConcurrentHashMap<String, Page> kept = new ConcurrentHashMap<>();

    Pages(String classPathFolder) {
        folder = classPathFolder.replaceAll("^/|/$", "");
    }

    Optional<Page> at(String path) {
        var name = path.equals("/") ? "index.html" : path.substring(1);
        if (!SAFE.matcher(name).matches()) return Optional.empty();
        var page = Optional.ofNullable(kept.get(name)).or(() -> read(name));
        page.ifPresent(found -> kept.put(name, found));
        return page;
    }

    private Optional<Page> read(String name) {
        var loader = Pages.class.getClassLoader();
        try (var stream = loader.getResourceAsStream(folder + "/" + name)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(Page.of(name, type(name), stream.readAllBytes()));
        } catch (IOException failed) {
            throw Fault.retryable("cannot read page " + name + ": " + failed.getMessage(), failed);
        }
    }

    private static String type(String name) {
        var extension = name.substring(name.lastIndexOf('.') + 1);
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }

    /// One file as it is served.
    @SuppressWarnings("ArrayRecordComponent") // read once and never compared
    record Page(String contentType, byte[] body, byte[] zipped, String tag, String caching) {
        static Page of(String name, String contentType, byte[] body) throws IOException {
            // The build puts a hash into the names of what lies under assets/.
            var caching =
                    name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
            return new Page(contentType, body, zip(body), tag(body), caching);
        }

        private static byte[] zip(byte[] body) throws IOException {
            var zipped = new ByteArrayOutputStream();
            try (var stream = new GZIPOutputStream(zipped)) {
                stream.write(body);
            }
            return zipped.toByteArray();
        }

        private static String tag(byte[] body) {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(body);
                return "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
            } catch (NoSuchAlgorithmException impossible) {
                throw Fault.misuse("this Java has no SHA-256", impossible);
            }
        }
    }
}
