package ats.rules;

import module java.base;

/// Rules about modules as a whole: their place, their README, their build.
final class Modules {

    private static final List<String> COMPILER =
            List.of("-Xlint:all", "-Werror", "-Xplugin:ErrorProne", "-Xep:NullAway:ERROR");

    private Modules() {}

    /// A module stands in a room, and its classes in the packages of that room.
    static List<String> misplaced(String module, List<Compiled> classes) {
        var room = Room.ofModule(module);
        if (room.isEmpty()) {
            return List.of(module + " is in no room");
        }
        var root = room.get().root(module);
        return classes.stream()
                .map(Compiled::name)
                .filter(name -> !name.startsWith(root))
                .map(name -> name + " is in " + module + " but not in " + root)
                .toList();
    }

    /// A module with sources says what lives in it.
    static List<String> unexplained(Product product) {
        return product.modules().stream()
                .filter(module -> Files.isDirectory(product.root().resolve(module, "src")))
                .filter(module -> !Files.exists(product.root().resolve(module, "README.md")))
                .map(module -> module + " has no README.md")
                .toList();
    }

    /// The compiler is strict.
    static List<String> lenient(String rootPom) {
        return COMPILER.stream()
                .filter(flag -> !rootPom.contains("<arg>" + flag) && !rootPom.contains(" " + flag))
                .map(flag -> "pom.xml compiles without " + flag)
                .toList();
    }

    /// Nothing is built on what may change with the next JDK, or on mocks.
    static List<String> unwanted(String pom) {
        return Stream.of("--enable-" + "preview", "mock" + "ito", "easy" + "mock", "power" + "mock")
                .filter(pom::contains)
                .map(word -> "a pom.xml names " + word)
                .toList();
    }
}
