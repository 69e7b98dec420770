package ats.rules;

import module java.base;

/// The tree of files that the rules judge: its modules, sources and compiled classes.
record Product(Path root) {

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "var", "dist");

    static Product here() {
        var named = System.getProperty("ats.root");
        var start = Path.of(named == null ? "" : named).toAbsolutePath();
        for (var folder = Optional.of(start);
                folder.isPresent();
                folder = folder.map(Path::getParent)) {
            if (Files.exists(folder.get().resolve("ats"))) {
                return new Product(folder.get());
            }
        }
        throw new IllegalStateException("no folder above " + start + " holds the script `ats`");
    }

    /// The modules that the root names, as paths from the root.
    List<String> modules() {
        return Pattern.compile("<module>(.+?)</module>")
                .matcher(text(root.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .toList();
    }

    /// Every Java source of every module, tests included.
    List<Path> sources() {
        return files(root, path -> path.toString().endsWith(".java"));
    }

    List<Path> poms() {
        return files(root, path -> path.endsWith("pom.xml"));
    }

    /// The compiled classes of a module: `classes` or `test-classes`.
    List<Path> classes(String module, String folder) {
        var compiled = root.resolve(module, "target", folder);
        if (!Files.isDirectory(compiled)) {
            return List.of();
        }
        return files(compiled, path -> path.toString().endsWith(".class"));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Path> files(Path top, Predicate<Path> wanted) {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(
                    top,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) {
                            var name = folder.getFileName().toString();
                            var skip = NOT_OURS.contains(name) || name.startsWith(".");
                            return skip && !folder.equals(top)
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (wanted.test(file)) {
                                found.add(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Collections.sort(found);
        return found;
    }
}
