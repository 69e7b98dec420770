package ats.rules;

import module java.base;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;

import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// One parsed source file, and the way from its tree back to lines.
record Source(Path path, String text, CompilationUnitTree tree, SourcePositions positions) {

    /// A file as the rules read it, on disk or planted.
    record File(Path path, String text) {}

    static List<Source> of(Product product) {
        return parse(
                product.sources().stream()
                        .map(path -> new File(product.root().relativize(path), Product.text(path)))
                        .toList());
    }

    static Source planted(String path, String text) {
        return parse(List.of(new File(Path.of(path), text))).getFirst();
    }

    static List<Source> parse(List<File> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        var byUri = new LinkedHashMap<URI, File>();
        files.forEach(file -> byUri.put(uri(file), file));
        var units = byUri.entrySet().stream().map(entry -> unit(entry.getKey(), entry.getValue()));
        var task =
                (JavacTask)
                        ToolProvider.getSystemJavaCompiler()
                                .getTask(null, null, _ -> {}, List.of(), null, units.toList());
        var positions = Trees.instance(task).getSourcePositions();
        var sources = new ArrayList<Source>();
        try {
            for (var tree : task.parse()) {
                var file = Objects.requireNonNull(byUri.get(tree.getSourceFile().toUri()));
                sources.add(new Source(file.path(), file.text(), tree, positions));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return sources;
    }

    private static URI uri(File file) {
        return URI.create("source:///" + file.path().toString().replace(' ', '_'));
    }

    private static JavaFileObject unit(URI uri, File file) {
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return file.text();
            }
        };
    }

    boolean test() {
        return path.startsWith("quality") || path.toString().contains("src/test/");
    }

    List<String> lines() {
        return text.lines().toList();
    }

    int firstLine(Tree part) {
        return line(positions.getStartPosition(tree, part));
    }

    int lastLine(Tree part) {
        return line(positions.getEndPosition(tree, part));
    }

    String at(Tree part, String message) {
        return at(firstLine(part), message);
    }

    String at(int line, String message) {
        return path + ":" + line + ": " + message;
    }

    private int line(long position) {
        return (int) tree.getLineMap().getLineNumber(position);
    }
}
