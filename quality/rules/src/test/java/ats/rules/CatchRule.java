package ats.rules;

import module java.base;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreeScanner;

/// Everything is caught in two places only, where it is tried again and at the top of a thread; a
/// comment on the line of such a catch, or on the next, says which of them it is.
final class CatchRule implements SourceRule {

    private static final Set<String> EVERYTHING = Set.of("Exception", "Throwable");

    @Override
    public List<String> violations(Source source) {
        var found = new ArrayList<String>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitCatch(CatchTree caught, Void unused) {
                types(caught).stream()
                        .filter(type -> EVERYTHING.contains(type.toString()))
                        .filter(_ -> !explained(source, caught))
                        .forEach(type -> found.add(source.at(caught, "catches every " + type)));
                return super.visitCatch(caught, null);
            }
        }.scan(source.tree(), null);
        return found;
    }

    private static boolean explained(Source source, CatchTree caught) {
        var line = source.firstLine(caught);
        var lines = source.lines();
        return lines.get(line - 1).contains("//")
                || (line < lines.size() && lines.get(line).strip().startsWith("//"));
    }

    private static List<? extends Tree> types(CatchTree caught) {
        return caught.getParameter().getType() instanceof UnionTypeTree union
                ? union.getTypeAlternatives()
                : List.of(caught.getParameter().getType());
    }
}
