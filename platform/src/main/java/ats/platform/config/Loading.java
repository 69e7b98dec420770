package ats.platform.config;

import module java.base;

import ats.platform.Fault;

import org.jspecify.annotations.Nullable;

/// One pass over all sources, which collects every error before it reports any.
final class Loading {
    private static final List<String> ENVIRONMENTS =
            List.of("development", "staging", "production");

    private final Sources sources;
    private final List<Section<?>> sections;
    private final Vocabulary vocabulary;
    private final ArrayList<String> errors = new ArrayList<>();
    private final TreeMap<String, Raw> values = new TreeMap<>();
    private final TreeMap<String, Raw> dotEnv = new TreeMap<>();
    private final TreeMap<String, Raw> process = new TreeMap<>();

    Loading(Sources sources, List<Section<?>> sections) {
        this.sources = sources;
        this.sections = List.copyOf(sections);
        this.vocabulary = new Vocabulary(sections);
    }

    Configuration run() {
        gatherVariables();
        var environment = environment();
        layer(YamlFile.read(sources.folder().resolve("defaults.yaml"), errors));
        layer(YamlFile.read(sources.folder().resolve(environment.text() + ".yaml"), errors));
        variables(dotEnv);
        variables(process);
        dotEnv.forEach(this::fileVariable);
        process.forEach(this::fileVariable);
        var overrides = new TreeMap<String, Raw>();
        sources.overrides()
                .forEach((key, value) -> overrides.put(key, Raw.text(value, "command line")));
        overrides.remove(Vocabulary.ENVIRONMENT);
        layer(overrides);
        return bind(environment);
    }

    private void gatherVariables() {
        dotEnv.putAll(DotEnv.read(sources.dotEnv(), errors));
        sources.variables()
                .forEach((name, value) -> process.put(name, Raw.text(value, "variable " + name)));
        // Compose passes variables that nobody set as empty ones.
        dotEnv.values().removeIf(raw -> raw.text().isBlank());
        process.values().removeIf(raw -> raw.text().isBlank());
    }

    private Raw environment() {
        var written =
                Stream.of(process, dotEnv)
                        .flatMap(
                                layer ->
                                        Stream.ofNullable(
                                                layer.get(Vocabulary.ENVIRONMENT_VARIABLE)))
                        .findFirst()
                        .orElse(Raw.text("development", "default"));
        var override = sources.overrides().get(Vocabulary.ENVIRONMENT);
        var chosen = override == null ? written : Raw.text(override, "command line");
        if (ENVIRONMENTS.contains(chosen.text())) return chosen;
        errors.add(
                "environment ("
                        + chosen.origin()
                        + "): '"
                        + chosen.text()
                        + "' is none of "
                        + String.join(", ", ENVIRONMENTS)
                        + Vocabulary.offer(chosen.text(), ENVIRONMENTS));
        return Raw.text("development", "default");
    }

    private void layer(SortedMap<String, Raw> layer) {
        layer.forEach(
                (name, raw) -> {
                    if (vocabulary.key(name).isPresent()) {
                        values.put(name, raw);
                    } else {
                        errors.add(vocabulary.unknownKey(name, raw.origin()));
                    }
                });
    }

    private void variables(SortedMap<String, Raw> layer) {
        layer.forEach((name, raw) -> variable(name, raw, layer.keySet()));
    }

    private void variable(String name, Raw raw, Set<String> layer) {
        var key = vocabulary.variable(name);
        if (key.isPresent()) {
            // Of two names for one key its own wins.
            var own = key.get().variables().getFirst();
            if (own.equals(name) || !layer.contains(own)) values.put(key.get().key(), raw);
        } else if (name.startsWith("ATS_")
                && !name.equals(Vocabulary.ENVIRONMENT_VARIABLE)
                && vocabulary.fileVariable(name).isEmpty()) {
            errors.add(vocabulary.unknownVariable(name, raw.origin()));
        }
    }

    private void fileVariable(String name, Raw raw) {
        var key = vocabulary.fileVariable(name);
        if (key.isEmpty()) return;
        try {
            var content = Files.readString(Path.of(raw.text())).strip();
            if (content.isEmpty()) throw new IOException("the file is empty");
            var origin = "file " + raw.text() + " by " + name;
            values.put(key.get().key(), Raw.text(content, origin));
        } catch (IOException | InvalidPathException failed) {
            errors.add(
                    key.get().key()
                            + " ("
                            + name
                            + "): "
                            + raw.text()
                            + " cannot be read ("
                            + failed
                            + "); write the path of a file that holds the value");
        }
    }

    private Configuration bind(Raw environment) {
        var bound = new LinkedHashMap<Class<?>, Record>();
        var effective = new ArrayList<Effective>();
        for (var section : sections) {
            int before = errors.size();
            var own = KnownKey.of(section).map(this::effective).toList();
            effective.addAll(own);
            if (errors.size() == before) {
                built(section, own).ifPresent(value -> bound.put(value.getClass(), value));
            }
        }
        if (!errors.isEmpty()) throw Fault.misuse(report());
        var secrets =
                effective.stream()
                        .map(Effective::value)
                        .filter(Secret.class::isInstance)
                        .map(Secret.class::cast)
                        .filter(Secret::present)
                        .toList();
        return new Configuration(environment, bound, explained(environment, effective), secrets);
    }

    private Effective effective(KnownKey key) {
        var raw = values.get(key.key());
        if (raw == null) return new Effective(key, key.defaultValue(), "default");
        try {
            var value = Conversion.convert(key.component(), raw);
            return new Effective(key, value, raw.origin());
        } catch (Conversion.Unfit unfit) {
            var shown = key.secret() ? "***" : String.join(",", raw.items());
            errors.add(key.key() + " (" + raw.origin() + "): '" + shown + "' " + unfit.why());
            return new Effective(key, key.defaultValue(), raw.origin());
        }
    }

    /// The defaults are valid, so a section that has no other values is not built again.
    private Optional<Record> built(Section<?> section, List<Effective> own) {
        if (own.stream().allMatch(Effective::asDefault)) {
            return Optional.of(section.defaults());
        }
        var type = section.defaults().getClass();
        var types =
                own.stream().map(each -> each.key.component().getType()).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            var arguments = own.stream().map(Effective::value).toArray();
            return Optional.of(constructor.newInstance(arguments));
        } catch (InvocationTargetException refused) {
            errors.add(reason(refused.getCause()) + origins(section, own));
            return Optional.empty();
        } catch (ReflectiveOperationException wrong) {
            throw Fault.misuse("cannot build " + type, wrong);
        }
    }

    private static String reason(@Nullable Throwable refusal) {
        return refusal instanceof Fault fault
                ? fault.reason()
                : refusal == null ? "refused" : String.valueOf(refusal.getMessage());
    }

    /// A record that refuses its values may speak of several: say where each came from.
    private static String origins(Section<?> section, List<Effective> own) {
        return own.stream()
                .filter(each -> !each.origin.equals("default"))
                .map(each -> each.key.key() + " from " + each.origin)
                .collect(Collectors.joining(", ", " (section " + section.prefix() + ": ", ")"));
    }

    private static List<Setting> explained(Raw environment, List<Effective> effective) {
        var first =
                new Setting(
                        "environment",
                        environment.text(),
                        environment.origin(),
                        "",
                        "development, staging or production: which file of config/ applies");
        var keys = effective.stream().map(Effective::setting);
        return Stream.concat(Stream.of(first), keys.sorted(Comparator.comparing(Setting::key)))
                .toList();
    }

    private String report() {
        if (errors.size() == 1) return "the configuration has one error: " + errors.getFirst();
        return "the configuration has "
                + errors.size()
                + " errors:\n  "
                + String.join("\n  ", errors);
    }

    private record Effective(KnownKey key, Object value, String origin) {
        boolean asDefault() {
            return value.equals(key.defaultValue());
        }

        Setting setting() {
            return new Setting(
                    key.key(),
                    Conversion.show(value),
                    origin,
                    key.documentation().unit(),
                    key.documentation().doc());
        }
    }
}
