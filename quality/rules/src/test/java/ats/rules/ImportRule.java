package ats.rules;

import module java.base;

/// Everything by its own name, so that the head of a file shows what it depends on. A test may
/// import assertions and the fixtures of its own package statically: they are its vocabulary.
final class ImportRule implements SourceRule {

    private static final Pattern ASSERTIONS = Pattern.compile("org\\.(assertj|junit)\\..+");

    @Override
    public List<String> violations(Source source) {
        var found = new ArrayList<String>();
        for (var imported : source.tree().getImports()) {
            var name = imported.getQualifiedIdentifier().toString();
            if (imported.isModule()) {
                if (!name.equals("java.base")) {
                    found.add(source.at(imported, "only java.base is imported as a module"));
                }
            } else if (name.endsWith(".*")) {
                found.add(source.at(imported, "wildcard import " + name));
            } else if (imported.isStatic() && !(source.test() && vocabulary(source, name))) {
                found.add(source.at(imported, "static import " + name));
            }
        }
        return found;
    }

    private static boolean vocabulary(Source source, String name) {
        var home = source.tree().getPackageName() + ".";
        return ASSERTIONS.matcher(name).matches() || name.startsWith(home);
    }
}
