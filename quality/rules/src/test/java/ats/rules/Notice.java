package ats.rules;

import module java.base;

import java.util.jar.Attributes;
import java.util.jar.JarFile;

/// What `NOTICE` says of the jars that ship: each is named, and under a licence that lets it ship.
record Notice(SequencedMap<String, String> licences) {

    private static final Set<String> PERMITTED =
            Set.of(
                    "Apache-2.0",
                    "MIT",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "EPL-1.0",
                    "EPL-2.0",
                    "PostgreSQL",
                    "CC0-1.0",
                    "0BSD");

    /// Lines of a name, at least two spaces, and what it stands under.
    private static final Pattern LINE = Pattern.compile("([\\w.-]+) {2,}(\\S.*)");

    private static final Pattern LICENCE_IDENTIFIER =
            Pattern.compile("[A-Z0-9][\\w.]*-[\\w.-]+|MIT|PostgreSQL|0BSD");

    static Notice parse(String text) {
        var licences = new LinkedHashMap<String, String>();
        for (var line : text.lines().toList()) {
            var match = LINE.matcher(line);
            if (match.matches()) {
                licences.put(match.group(1), match.group(2));
            }
        }
        return new Notice(licences);
    }

    /// What is wrong about jars that ship, named by their file.
    List<String> violations(List<String> jars) {
        var found = new ArrayList<String>();
        for (var jar : jars) {
            var name = artifact(jar);
            var licence = licences.get(name);
            if (licence == null) {
                found.add("NOTICE does not name " + name);
            } else if (!permitted(licence)) {
                found.add("NOTICE names " + name + " under " + licence);
            }
        }
        return found;
    }

    static String artifact(String jar) {
        return jar.replaceAll("-\\d[\\w.-]*\\.jar$", "");
    }

    private static boolean permitted(String licence) {
        var named = LICENCE_IDENTIFIER.matcher(licence).results().map(MatchResult::group).toList();
        return !named.isEmpty() && PERMITTED.containsAll(named);
    }

    /// The jars of others that the launcher's manifest puts on its class path.
    static List<Path> shipped(Product product) {
        var target = product.root().resolve("launcher", "target");
        var jar = target.resolve("ats.jar");
        if (!Files.exists(jar)) {
            return List.of();
        }
        var own = product.modules().stream().map(m -> m.substring(m.lastIndexOf('/') + 1)).toList();
        return Stream.of(classPath(jar).split(" "))
                .filter(entry -> !entry.isBlank())
                .map(target::resolve)
                .filter(path -> !own.contains(artifact(path.getFileName().toString())))
                .toList();
    }

    private static String classPath(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            var path = file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return path == null ? "" : path;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What a jar says of itself that forbids to ship it: a GPL without a choice, or JMH.
    static List<String> forbids(Path jar) {
        var found = new ArrayList<String>();
        try (var file = new JarFile(jar.toFile())) {
            for (var entry : Collections.list(file.entries())) {
                if (entry.getName().startsWith("org/openjdk/jmh/")) {
                    return List.of(jar.getFileName() + " contains JMH, which never ships");
                }
                if (entry.getName().matches("META-INF/maven/.*/pom\\.xml")) {
                    var pom =
                            new String(
                                    file.getInputStream(entry).readAllBytes(),
                                    StandardCharsets.UTF_8);
                    forbidden(pom).ifPresent(why -> found.add(jar.getFileName() + " " + why));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }

    /// A project whose every licence is a GPL leaves no choice.
    static Optional<String> forbidden(String pom) {
        var names =
                Pattern.compile("<license>\\s*<name>(.*?)</name>", Pattern.DOTALL)
                        .matcher(pom)
                        .results()
                        .map(match -> match.group(1).strip())
                        .toList();
        var gpl = Pattern.compile("(?<!L)GPL|(?<!Lesser )General Public", Pattern.CASE_INSENSITIVE);
        return !names.isEmpty() && names.stream().allMatch(name -> gpl.matcher(name).find())
                ? Optional.of("is under " + names)
                : Optional.empty();
    }
}
