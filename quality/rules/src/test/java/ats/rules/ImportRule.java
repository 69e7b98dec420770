package ats.rules;

import module java.base;

/// Everything by its own name, so that the head of a file shows what it depends on.
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
            } else if (imported.isStatic()
                    && !(source.test() && ASSERTIONS.matcher(name).matches())) {
                found.add(source.at(imported, "static import " + name));
            }
        }
        return found;
    }
}
