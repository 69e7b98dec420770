package ats.rules;

import module java.base;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// One of Compose's files, as what it says after anchors and merge keys are followed.
record ComposeFile(String name, Map<String, Object> content) {

    private static final String MERGE = "<<";

    /// Lists that Compose joins when a second file refines a service; others it replaces.
    private static final Set<String> JOINED =
            Set.of("networks", "ports", "volumes", "secrets", "cap_drop", "security_opt");

    static ComposeFile parse(String name, String text) {
        return new ComposeFile(name, map(resolved(yaml(text))));
    }

    /// Any YAML text, as maps, lists and scalars; Compose's own tags say nothing here.
    static Object yaml(String text) {
        var settings = LoadSettings.builder().setLabel("yaml").build();
        var loaded = new Load(settings).loadFromString(text.replaceAll("!(override|reset)\\b", ""));
        return Objects.requireNonNull(loaded, "an empty file");
    }

    /// What holds when this file refines another.
    ComposeFile over(ComposeFile base) {
        var refined = joined(base.content, content);
        var services = map(refined.getOrDefault("services", Map.of()));
        services.replaceAll((_, service) -> extended(map(service), base));
        refined.put("services", services);
        return new ComposeFile(name, refined);
    }

    /// A service may be another of the base's, with changes.
    private static Map<String, Object> extended(Map<String, Object> service, ComposeFile base) {
        var other =
                at(service, "extends", "service").map(name -> base.services().get(name.toString()));
        return other.isPresent() ? joined(other.get(), service) : service;
    }

    SequencedMap<String, Map<String, Object>> services() {
        return children("services");
    }

    SequencedMap<String, Map<String, Object>> networks() {
        return children("networks");
    }

    private SequencedMap<String, Map<String, Object>> children(String key) {
        var found = new LinkedHashMap<String, Map<String, Object>>();
        map(content.getOrDefault(key, Map.of()))
                .forEach((name, value) -> found.put(name, map(value)));
        return found;
    }

    /// The value at a path of keys, if everything on the way is there.
    static Optional<Object> at(Map<String, Object> from, String... keys) {
        Optional<Object> here = Optional.of(from);
        for (var key : keys) {
            here = here.map(value -> map(value).get(key));
        }
        return here;
    }

    static List<String> texts(Map<String, Object> from, String key) {
        return switch (from.get(key)) {
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Map<?, ?> named -> named.keySet().stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }

    static Map<String, Object> map(@org.jspecify.annotations.Nullable Object value) {
        var found = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> named) {
            named.forEach((key, each) -> found.put(String.valueOf(key), each));
        }
        return found;
    }

    private static Object resolved(Object value) {
        return switch (value) {
            case Map<?, ?> named -> {
                var found = new LinkedHashMap<String, Object>();
                named.forEach((key, each) -> put(found, String.valueOf(key), each));
                yield found;
            }
            case List<?> list -> list.stream().map(ComposeFile::resolved).toList();
            default -> value;
        };
    }

    /// A merged key never wins over one that is written out, wherever it stands.
    private static void put(
            Map<String, Object> found,
            String key,
            @org.jspecify.annotations.Nullable Object value) {
        if (key.equals(MERGE)) {
            map(resolved(Objects.requireNonNull(value, MERGE))).forEach(found::putIfAbsent);
        } else {
            found.put(key, value == null ? "" : resolved(value));
        }
    }

    private static SequencedMap<String, Object> joined(
            Map<String, Object> base, Map<String, Object> more) {
        var found = new LinkedHashMap<>(base);
        more.forEach((key, value) -> found.merge(key, value, (old, now) -> joined(key, old, now)));
        return found;
    }

    private static Object joined(String key, Object old, Object now) {
        if (old instanceof Map && now instanceof Map) {
            return joined(map(old), map(now));
        }
        if (JOINED.contains(key) && old instanceof List<?> first && now instanceof List<?> second) {
            return Stream.concat(first.stream(), second.stream()).distinct().toList();
        }
        return now;
    }
}
