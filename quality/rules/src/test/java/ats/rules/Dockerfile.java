package ats.rules;

import module java.base;

/// What a Dockerfile's stages end up with, and what it must not do.
record Dockerfile(String name, List<Stage> stages) {

    private static final Pattern FROM =
            Pattern.compile("FROM (\\S+)(?: AS (\\S+))?", Pattern.CASE_INSENSITIVE);

    /// A stage: its name, what it stands on, and its instructions with continued lines joined.
    record Stage(String name, String base, List<String> instructions) {

        Optional<String> last(String word) {
            return instructions.stream()
                    .filter(line -> line.startsWith(word + " "))
                    .reduce((_, later) -> later)
                    .map(line -> line.substring(word.length() + 1).strip());
        }
    }

    static Dockerfile parse(String name, String text) {
        var stages = new ArrayList<Stage>();
        for (var line : joined(text)) {
            var from = FROM.matcher(line);
            if (from.matches()) {
                var alias = from.group(2) == null ? "" : from.group(2);
                stages.add(new Stage(alias, from.group(1), new ArrayList<>()));
            } else if (!stages.isEmpty()) {
                stages.getLast().instructions().add(line);
            }
        }
        return new Dockerfile(name, stages);
    }

    private static List<String> joined(String text) {
        var plain = text.lines().filter(line -> !line.strip().startsWith("#")).toList();
        return String.join("\n", plain)
                .replaceAll("\\\\\n\\s*", "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /// The last of such an instruction on the way from a target down to a base that is not ours.
    Optional<String> effective(String target, String word) {
        var stage = stages.stream().filter(each -> each.name().equals(target)).findFirst();
        return stage.flatMap(found -> found.last(word).or(() -> effective(found.base(), word)));
    }

    /// Those that an image is made of: nothing else stands on them.
    List<String> targets() {
        var bases = stages.stream().map(Stage::base).collect(Collectors.toSet());
        return stages.stream()
                .map(Stage::name)
                .filter(stage -> !bases.contains(stage))
                .filter(stage -> effective(stage, "ENTRYPOINT").isPresent())
                .toList();
    }

    List<String> violations() {
        var found = new ArrayList<String>();
        for (var target : targets()) {
            if (ContainerRule.root(effective(target, "USER").orElse("root"))) {
                found.add(name + ": " + target + " runs as root");
            }
            if (effective(target, "HEALTHCHECK").isEmpty()) {
                found.add(name + ": " + target + " has no health check");
            }
        }
        stages.stream()
                .flatMap(stage -> stage.instructions().stream())
                .flatMap(line -> strange(line).stream())
                .map(what -> name + ": " + what)
                .forEach(found::add);
        return found;
    }

    private static Optional<String> strange(String line) {
        var word = line.replaceAll("\\s.*", "");
        var rest = line.substring(word.length()).strip().replaceFirst("^(--\\S+ )*(CMD )?", "");
        return switch (word) {
            case "ADD" -> Optional.of("ADD unpacks and fetches; write COPY");
            case "CMD", "ENTRYPOINT", "HEALTHCHECK" ->
                    rest.startsWith("[") ? Optional.empty() : Optional.of(word + " is not in JSON");
            case "RUN" -> left(rest);
            default -> Optional.empty();
        };
    }

    private static Optional<String> left(String command) {
        if (command.contains("<<")) {
            return Optional.of("a here-document");
        }
        boolean lists = command.contains("apt-get update");
        return lists && !command.contains("rm -rf /var/lib/apt/lists")
                ? Optional.of("the lists of apt-get stay in a layer")
                : Optional.empty();
    }
}
