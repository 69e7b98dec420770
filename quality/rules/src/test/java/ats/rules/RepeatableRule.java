package ats.rules;

import module java.base;

import ats.rules.Compiled.Use;

import java.lang.constant.MethodTypeDesc;

/// The core can be run again bit for bit: no clock, chance, environment, file or socket, no
/// collection whose order the JDK salts, no arithmetic that differs between machines.
final class RepeatableRule implements ClassRule {

    private static final Set<String> EXACT_MATH =
            Set.of(
                    "abs",
                    "min",
                    "max",
                    "round",
                    "rint",
                    "floor",
                    "ceil",
                    "sqrt",
                    "fma",
                    "clamp",
                    "signum",
                    "multiplyHigh",
                    "unsignedMultiplyHigh",
                    "multiplyFull",
                    "floorDiv",
                    "floorMod",
                    "ceilDiv",
                    "ceilMod",
                    "ceilDivUnsigned",
                    "absExact");

    /// `Owner.member`, as regular expressions over names with slashes.
    private static final List<Pattern> CALLS =
            Stream.of(
                            "java/lang/System\\.(nanoTime|currentTimeMillis|getenv|getProperty"
                                    + "|getProperties|lineSeparator|out|err|in|identityHashCode"
                                    + "|getLogger)",
                            "java/lang/Integer\\.getInteger|java/lang/Long\\.getLong"
                                    + "|java/lang/Boolean\\.getBoolean",
                            "java/time/.*\\.now",
                            "java/time/Clock\\.(system|tick).*",
                            "java/time/InstantSource\\.system",
                            "java/time/ZoneId\\.systemDefault",
                            "java/util/(Locale|TimeZone|Calendar)\\.(getDefault|getInstance)",
                            "java/nio/charset/Charset\\.defaultCharset",
                            "java/util/Date\\.<init>",
                            "java/lang/StrictMath\\.random",
                            "java/util/UUID\\.randomUUID",
                            "java/util/Collections\\.shuffle",
                            "java/util/random/RandomGenerator\\.(of|getDefault)",
                            "java/util/stream/Collectors\\.(toSet|toUnmodifiableSet"
                                    + "|toUnmodifiableMap)",
                            "java/lang/Thread\\.(sleep|start.*|ofVirtual|ofPlatform)")
                    .map(Pattern::compile)
                    .toList();

    private static final Pattern OUTSIDE =
            Pattern.compile(
                    "java/io/(?!Serializable$).*|java/nio/(file|channels)/.*|java/net/.*"
                            + "|java/lang/(IO|Process.*|Runtime|Thread[A-Z]\\w*)"
                            + "|java/security/SecureRandom|java/util/concurrent/ThreadLocalRandom");

    private static final Pattern UNORDERED =
            Pattern.compile(
                    "java/util/(HashMap|HashSet|IdentityHashMap|WeakHashMap)"
                            + "|java/util/concurrent/ConcurrentHashMap.*");

    /// Types of the core that may hold an unordered collection, each with the reason.
    private static final Map<String, String> UNORDERED_BUT_NEVER_ITERATED =
            Map.of("ats/domain/NewYorkHolidays", "asks only whether a day is among them");

    @Override
    public List<String> violations(Compiled type) {
        if (!type.core()) {
            return List.of();
        }
        var lookedUp = UNORDERED_BUT_NEVER_ITERATED.containsKey(outer(type.name()));
        var found = new ArrayList<String>();
        for (var used : type.classes()) {
            if (OUTSIDE.matcher(used).matches()
                    || (!lookedUp && UNORDERED.matcher(used).matches())) {
                found.add(type.name() + " is core and may not use " + used);
            }
        }
        for (var use : type.uses()) {
            if (banned(use) || (!lookedUp && salted(use))) {
                found.add(type.name() + " is core and may not use " + use);
            }
        }
        return found;
    }

    private static String outer(String name) {
        return name.replaceAll("\\$.*", "");
    }

    private static boolean banned(Use use) {
        var name = use.owner() + "." + use.member();
        return CALLS.stream().anyMatch(pattern -> pattern.matcher(name).matches())
                || inexact(use)
                || unseeded(use)
                || hashed(use);
    }

    private static boolean inexact(Use use) {
        return use.owner().equals("java/lang/Math")
                && !EXACT_MATH.contains(use.member())
                && !use.member().endsWith("Exact");
    }

    private static boolean unseeded(Use use) {
        return Set.of("java/util/Random", "java/util/SplittableRandom").contains(use.owner())
                && use.member().equals("<init>")
                && use.descriptor().equals("()V");
    }

    /// `of` with one element or none has no order that could be salted.
    private static boolean salted(Use use) {
        var elements = parameters(use.descriptor());
        return switch (use.owner()) {
            case "java/util/Set" ->
                    use.member().equals("copyOf")
                            || (use.member().equals("of")
                                    && (elements > 1 || use.descriptor().startsWith("([")));
            case "java/util/Map" ->
                    Set.of("copyOf", "ofEntries").contains(use.member())
                            || (use.member().equals("of") && elements > 2);
            default -> false;
        };
    }

    /// Without a supplier of its own map a collector fills a `HashMap`.
    private static boolean hashed(Use use) {
        var elements = parameters(use.descriptor());
        return use.owner().equals("java/util/stream/Collectors")
                && ((use.member().equals("toMap") && elements < 4)
                        || (use.member().equals("groupingBy") && elements < 3));
    }

    private static int parameters(String descriptor) {
        return descriptor.startsWith("(")
                ? MethodTypeDesc.ofDescriptor(descriptor).parameterCount()
                : 0;
    }
}
