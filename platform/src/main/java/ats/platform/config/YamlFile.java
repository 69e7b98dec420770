package ats.platform.config;

import module java.base;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/// Reads a YAML file into dotted keys; every scalar stays the text that was written.
final class YamlFile {
    private final String name;
    private final List<String> errors;
    private final TreeMap<String, Raw> values = new TreeMap<>();

    private YamlFile(String name, List<String> errors) {
        this.name = name;
        this.errors = errors;
    }

    /// What the file sets; an absent file sets nothing.
    static SortedMap<String, Raw> read(Path path, List<String> errors) {
        var folder = path.toAbsolutePath().getParent();
        var name = (folder == null ? "" : folder.getFileName() + "/") + path.getFileName();
        var reading = new YamlFile(name, errors);
        if (Files.exists(path)) reading.parse(path);
        return reading.values;
    }

    private void parse(Path path) {
        var settings =
                LoadSettings.builder().setLabel(name).setSchema(new AsWritten()).build();
        try {
            var root = new Load(settings).loadFromString(Files.readString(path));
            if (root instanceof Map<?, ?> map) {
                branch("", map);
            } else if (root != null && !root.equals("")) {
                errors.add(name + " holds no keys; write lines such as 'http:' and '  port: 1'");
            }
        } catch (MarkedYamlEngineException wrong) {
            var mark = wrong.getProblemMark();
            var line = mark.map(place -> " line " + (place.getLine() + 1)).orElse("");
            errors.add(name + line + " is not YAML: " + wrong.getProblem());
        } catch (YamlEngineException wrong) {
            errors.add(name + " is not YAML: " + wrong.getMessage());
        } catch (IOException failed) {
            errors.add(name + " cannot be read (" + failed + "); make it a file you may read");
        }
    }

    private void branch(String prefix, Map<?, ?> map) {
        map.forEach((key, value) -> node(prefix + key, value));
    }

    private void node(String key, @Nullable Object value) {
        switch (value) {
            case Map<?, ?> map -> branch(key + ".", map);
            case String text when !text.isEmpty() -> values.put(key, Raw.text(text, name));
            case List<?> list when list.stream().allMatch(String.class::isInstance) ->
                    values.put(key, Raw.list(list.stream().map(String.class::cast).toList(), name));
            case List<?> _ -> errors.add(key + " (" + name + "): a list holds only plain values");
            case null, default ->
                    errors.add(key + " (" + name + ") has no value; write one or remove the key");
        }
    }

    /// Every scalar as its text; what is left empty becomes the empty text.
    private static final class AsWritten implements Schema {
        private final Schema texts = new FailsafeSchema();

        @Override
        public ScalarResolver getScalarResolver() {
            return texts.getScalarResolver();
        }

        @Override
        public Map<Tag, ConstructNode> getSchemaTagConstructors() {
            var constructors = new HashMap<>(texts.getSchemaTagConstructors());
            constructors.put(Tag.NULL, _ -> "");
            return constructors;
        }
    }
}
