package ats.rules;

import module java.base;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;

import javax.lang.model.element.Modifier;

/// Inheritance only for exceptions, and a comment on every public type.
final class TypeRule implements SourceRule {

    private static final Set<Modifier> CLOSED =
            Set.of(Modifier.FINAL, Modifier.SEALED, Modifier.ABSTRACT);

    @Override
    public List<String> violations(Source source) {
        var found = new ArrayList<String>();
        new Scanner(source, found).scan(source.tree(), null);
        return found;
    }

    private static final class Scanner extends TreeScanner<Void, Void> {
        private final Source source;
        private final List<String> found;

        Scanner(Source source, List<String> found) {
            this.source = source;
            this.found = found;
        }

        @Override
        public Void visitNewClass(NewClassTree creation, Void unused) {
            // the body of an anonymous class is no type of its own
            var body = creation.getClassBody();
            return body == null ? super.visitNewClass(creation, null) : members(body);
        }

        private Void members(ClassTree body) {
            return scan(body.getMembers(), null);
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            var modifiers = type.getModifiers().getFlags();
            if (type.getKind() == Tree.Kind.CLASS
                    && Collections.disjoint(modifiers, CLOSED)
                    && !exception(type)
                    && !benchmarkState(type)) {
                found.add(source.at(type, "class " + type.getSimpleName() + " is not final"));
            }
            if (modifiers.contains(Modifier.PUBLIC) && !documented(type)) {
                found.add(
                        source.at(type, "public " + type.getSimpleName() + " has no /// comment"));
            }
            return super.visitClass(type, null);
        }

        private static boolean exception(ClassTree type) {
            var parent = type.getExtendsClause();
            return parent != null && parent.toString().matches(".*(Exception|Error|Fault)");
        }

        /// JMH extends the classes that hold a benchmark's state.
        private static boolean benchmarkState(ClassTree type) {
            return type.getModifiers().getAnnotations().stream()
                    .map(AnnotationTree::getAnnotationType)
                    .anyMatch(name -> name.toString().equals("State"));
        }

        private boolean documented(ClassTree type) {
            var lines = source.lines();
            int line = source.firstLine(type) - 2;
            while (line >= 0 && (lines.get(line).isBlank() || reason(lines.get(line)))) {
                line--;
            }
            return line >= 0 && lines.get(line).strip().startsWith("///");
        }

        private static boolean reason(String line) {
            return line.strip().startsWith("//") && !line.strip().startsWith("///");
        }
    }
}
