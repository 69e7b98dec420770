package ats.rules;

import module java.base;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.Utf8Entry;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// One compiled class, and what it names of the world around it.
record Compiled(ClassModel model, boolean test) {

    /// One for all plantings, because to open the JDK's modules takes longer than to compile.
    private static final StandardJavaFileManager PLATFORM =
            ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);

    private static final Pattern NAMED = Pattern.compile("L([\\w/$]+)[;<]");

    static List<Compiled> of(Product product) {
        var found = new ArrayList<Compiled>();
        for (var module : product.modules()) {
            found.addAll(of(product, module, false));
            found.addAll(of(product, module, true));
        }
        return found;
    }

    static List<Compiled> of(Product product, String module, boolean test) {
        return product.classes(module, test ? "test-classes" : "classes").stream()
                .map(file -> of(file, test))
                .toList();
    }

    private static Compiled of(Path file, boolean test) {
        try {
            return new Compiled(ClassFile.of().parse(file), test);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String name() {
        return model.thisClass().asInternalName();
    }

    boolean core() {
        return !test
                && Room.place(name()).filter(place -> Room.CORE.contains(place.room())).isPresent();
    }

    /// Every class that stands in code, signatures or annotations.
    SortedSet<String> classes() {
        var names = new TreeSet<String>();
        for (var entry : model.constantPool()) {
            if (entry instanceof ClassEntry used) {
                var name = used.asInternalName();
                if (name.startsWith("[")) {
                    addNamed(name, names);
                } else {
                    names.add(name);
                }
            } else if (entry instanceof Utf8Entry text) {
                // a type that stands in a signature only is in no class entry
                addNamed(text.stringValue(), names);
            }
        }
        return names;
    }

    private static void addNamed(String text, Set<String> names) {
        NAMED.matcher(text).results().forEach(match -> names.add(match.group(1)));
    }

    /// Every method and field of others that it uses.
    List<Use> uses() {
        var uses = new ArrayList<Use>();
        for (var entry : model.constantPool()) {
            if (entry instanceof MemberRefEntry member) {
                uses.add(
                        new Use(
                                member.owner().asInternalName(),
                                member.name().stringValue(),
                                member.type().stringValue()));
            }
        }
        return uses;
    }

    /// A member of a class, as the class file names it.
    record Use(String owner, String member, String descriptor) {

        @Override
        public String toString() {
            return owner.replace('/', '.') + "." + member;
        }
    }

    /// Compiles planted sources in memory: what a rule has to find is written as it would occur.
    static List<Compiled> planted(boolean test, String... sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var output = new Memory(PLATFORM);
        var units = Stream.of(sources).map(Text::new).toList();
        var complaints = new StringWriter();
        if (!compiler.getTask(complaints, output, null, List.of("-proc:none"), null, units)
                .call()) {
            throw new IllegalArgumentException(complaints.toString());
        }
        return output.classes.stream()
                .map(bytes -> new Compiled(ClassFile.of().parse(bytes.toByteArray()), test))
                .toList();
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String text) {
            super(URI.create("planted:///" + path(text) + ".java"), Kind.SOURCE);
            this.text = text;
        }

        /// From `package a.b; class C {}` to `a/b/C`, where a compiler looks for it.
        private static String path(String text) {
            return text.replaceFirst(
                            "(?s)package ([\\w.]+);.*?(?:class|interface) (\\w+).*", "$1/$2")
                    .replace('.', '/');
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final List<ByteArrayOutputStream> classes = new ArrayList<>();

        Memory(StandardJavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(
                    URI.create("memory:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    var bytes = new ByteArrayOutputStream();
                    classes.add(bytes);
                    return bytes;
                }
            };
        }
    }
}
