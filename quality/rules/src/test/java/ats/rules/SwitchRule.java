package ats.rules;

import module java.base;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;

/// A switch over an enum or a sealed type of ours names every case, so that a new one fails to
/// compile wherever it matters. Whose type it is, the case labels tell.
final class SwitchRule implements SourceRule {

    private final Set<String> types = new HashSet<>();
    private final List<Set<String>> enums = new ArrayList<>();

    SwitchRule(List<Source> all) {
        var declarations = new Declarations();
        all.forEach(source -> declarations.scan(source.tree(), null));
    }

    @Override
    public List<String> violations(Source source) {
        var found = new ArrayList<String>();
        var numbers = constants(source);
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitSwitch(SwitchTree choice, Void unused) {
                check(choice, choice.getCases());
                return super.visitSwitch(choice, null);
            }

            @Override
            public Void visitSwitchExpression(SwitchExpressionTree choice, Void unused) {
                check(choice, choice.getCases());
                return super.visitSwitchExpression(choice, null);
            }

            private void check(Tree choice, List<? extends CaseTree> cases) {
                if (cases.stream().anyMatch(SwitchRule::fallsBack) && overOurs(cases, numbers)) {
                    found.add(source.at(choice, "default in a switch over a closed type of ours"));
                }
            }
        }.scan(source.tree(), null);
        return found;
    }

    /// Constants of the file's own classes: a switch over a number names them as it would an
    /// enum's.
    private static Set<String> constants(Source source) {
        var names = new HashSet<String>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void unused) {
                if (type.getKind() != Tree.Kind.ENUM) {
                    names.addAll(fields(type));
                }
                return super.visitClass(type, null);
            }
        }.scan(source.tree(), null);
        return names;
    }

    private static Set<String> fields(ClassTree type) {
        return type.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(member -> ((VariableTree) member).getName().toString())
                .collect(Collectors.toSet());
    }

    private static boolean fallsBack(CaseTree branch) {
        return branch.getLabels().stream().anyMatch(DefaultCaseLabelTree.class::isInstance);
    }

    private boolean overOurs(List<? extends CaseTree> cases, Set<String> numbers) {
        var labels = cases.stream().flatMap(branch -> branch.getLabels().stream()).toList();
        var constants = labels.stream().flatMap(label -> constant(label).stream()).toList();
        var patterns = labels.stream().flatMap(label -> type(label).stream()).toList();
        return (!numbers.containsAll(constants)
                        && enums.stream().anyMatch(one -> one.containsAll(constants)))
                || (!patterns.isEmpty() && types.containsAll(patterns));
    }

    private static Optional<String> constant(CaseLabelTree label) {
        return label instanceof ConstantCaseLabelTree named
                        && named.getConstantExpression() instanceof IdentifierTree name
                ? Optional.of(name.getName().toString())
                : Optional.empty();
    }

    private static Optional<String> type(CaseLabelTree label) {
        if (!(label instanceof PatternCaseLabelTree pattern)) {
            return Optional.empty();
        }
        var type =
                switch (pattern.getPattern()) {
                    case BindingPatternTree binding -> binding.getVariable().getType();
                    case DeconstructionPatternTree parts -> parts.getDeconstructor();
                    default -> pattern.getPattern();
                };
        var name = type.toString().replaceAll("<.*", "");
        return Optional.of(name.substring(name.lastIndexOf('.') + 1));
    }

    private final class Declarations extends TreeScanner<Void, Void> {
        @Override
        public Void visitClass(ClassTree type, Void unused) {
            types.add(type.getSimpleName().toString());
            if (type.getKind() == Tree.Kind.ENUM) {
                enums.add(fields(type));
            }
            return super.visitClass(type, null);
        }
    }
}
