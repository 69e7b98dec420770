package ats.rules;

import module java.base;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;

/// Columns, lines of a file and of a method, and the number of parameters.
final class LayoutRule implements SourceRule {

    private static final int COLUMNS = 100;
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 50;
    private static final int PARAMETERS = 5;

    @Override
    public List<String> violations(Source source) {
        var found = new ArrayList<String>();
        var lines = source.lines();
        if (lines.size() > FILE_LINES) {
            found.add(source.at(FILE_LINES, lines.size() + " lines, at most " + FILE_LINES));
        }
        for (int index = 0; index < lines.size(); index++) {
            var columns = lines.get(index).codePointCount(0, lines.get(index).length());
            if (columns > COLUMNS) {
                found.add(source.at(index + 1, columns + " columns, at most " + COLUMNS));
            }
        }
        new Scanner(source, found).scan(source.tree(), Optional.empty());
        return found;
    }

    private static final class Scanner extends TreeScanner<Void, Optional<ClassTree>> {
        private final Source source;
        private final List<String> found;

        Scanner(Source source, List<String> found) {
            this.source = source;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, Optional<ClassTree> outer) {
            return super.visitClass(type, Optional.of(type));
        }

        @Override
        public Void visitMethod(MethodTree method, Optional<ClassTree> type) {
            var length = source.lastLine(method) - source.firstLine(method) + 1;
            if (length > METHOD_LINES) {
                found.add(source.at(method, length + " lines in " + method.getName()));
            }
            var parameters = method.getParameters().size();
            if (parameters > PARAMETERS && !type.map(t -> canonical(t, method)).orElse(false)) {
                found.add(source.at(method, parameters + " parameters of " + method.getName()));
            }
            return super.visitMethod(method, type);
        }

        private static boolean canonical(ClassTree type, MethodTree method) {
            return type.getKind() == Tree.Kind.RECORD
                    && method.getName().contentEquals("<init>")
                    && method.getParameters().size() == components(type);
        }

        private static long components(ClassTree type) {
            return type.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(field -> !field.getModifiers().toString().contains("static"))
                    .count();
        }
    }
}
