package ats.platform.config;

import ats.platform.Fault;

import module java.base;

/// One declared key: a component of a section's record.
record KnownKey(Section<?> section, RecordComponent component, Key documentation) {
    static Stream<KnownKey> of(Section<?> section) {
        return Arrays.stream(section.defaults().getClass().getRecordComponents())
                .map(each -> new KnownKey(section, each, documentation(section, each)));
    }

    String key() {
        return section.prefix() + "." + component.getName();
    }

    /// The names of its environment variables, its own first.
    List<String> variables() {
        var further = Arrays.stream(documentation.env());
        return Stream.concat(Stream.of(variable(key())), further).toList();
    }

    boolean secret() {
        return component.getType() == Secret.class;
    }

    Object defaultValue() {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return Objects.requireNonNull(accessor.invoke(section.defaults()), key());
        } catch (ReflectiveOperationException wrong) {
            throw Fault.misuse("cannot read the default of " + key(), wrong);
        }
    }

    /// `trading.orderRatePerMinute` becomes `ATS_TRADING_ORDER_RATE_PER_MINUTE`.
    static String variable(String key) {
        return "ATS_"
                + key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                        .replaceAll("[.-]", "_")
                        .toUpperCase(Locale.ROOT);
    }

    private static Key documentation(Section<?> section, RecordComponent component) {
        var key = component.getAnnotation(Key.class);
        if (key == null) {
            throw Fault.misuse(section.prefix() + "." + component.getName() + " lacks @Key");
        }
        return key;
    }
}
