package ats.rules;

import module java.base;

/// What every container of every Compose file has to be: limited, hardened, and told no secret.
record ContainerRule(Dockerfile images) {

    /// The only two that talk to vendors, and the one that tells of alerts.
    private static final Set<String> MAY_LEAVE =
            Set.of("data-acquisition", "trading-strategy", "alertmanager");

    /// Its start script writes beside the program.
    private static final Set<String> MAY_WRITE = Set.of("elasticsearch");

    private static final Pattern SECRET =
            Pattern.compile(".*(PASSWORD|TOKEN|SECRET|KEY_ID|API_KEY).*");

    /// A variable's value; with `:+` it would only be whether it has one.
    private static final Pattern HANDED_IN = Pattern.compile("\\$(?:\\{(\\w+)\\b(?!:\\+)|(\\w+))");

    /// A reservation fails hard where there is no GPU, so it is one service's, in one overlay.
    private static final Set<String> MAY_COMPUTE = Set.of("model-training");

    private static final String MASQUERADE = "com.docker.network.bridge.enable_ip_masquerade";

    List<String> violations(ComposeFile file) {
        var found = new ArrayList<String>();
        file.services()
                .forEach(
                        (service, content) ->
                                judged(file, service, content).stream()
                                        .map(what -> file.name() + ": " + service + " " + what)
                                        .forEach(found::add));
        return found;
    }

    private List<String> judged(ComposeFile file, String service, Map<String, Object> content) {
        var found = new ArrayList<String>();
        require(
                found,
                MAY_WRITE.contains(service) || yes(content, "read_only"),
                "is not read-only");
        require(
                found,
                ComposeFile.texts(content, "cap_drop").contains("ALL"),
                "keeps capabilities");
        require(found, !content.containsKey("cap_add"), "adds capabilities");
        require(found, !yes(content, "privileged"), "is privileged");
        require(
                found,
                ComposeFile.texts(content, "security_opt").contains("no-new-privileges:true"),
                "may gain privileges");
        for (var limit : List.of("cpus", "memory", "pids")) {
            var path = new String[] {"deploy", "resources", "limits", limit};
            require(found, ComposeFile.at(content, path).isPresent(), "has no limit of " + limit);
        }
        for (var option : List.of("max-size", "max-file")) {
            var path = new String[] {"logging", "options", option};
            require(
                    found,
                    ComposeFile.at(content, path).isPresent(),
                    "has no " + option + " of logs");
        }
        require(found, !root(user(content)), "runs as root");
        require(found, healthKnown(content), "has no health check");
        require(found, tagged(content), "has an image without a tag of its own");
        found.addAll(reached(file, service, content));
        found.addAll(told(content));
        found.addAll(computes(service, content));
        found.addAll(shares(content));
        return found;
    }

    private static List<String> reached(
            ComposeFile file, String service, Map<String, Object> content) {
        var found = new ArrayList<String>();
        for (var port : ComposeFile.texts(content, "ports")) {
            require(found, port.startsWith("127.0.0.1:"), "opens " + port + " to everybody");
        }
        var networks = ComposeFile.texts(content, "networks");
        require(found, !networks.isEmpty(), "is on the default network");
        require(found, !content.containsKey("network_mode"), "has the host's or another's network");
        for (var network : networks) {
            require(found, file.networks().containsKey(network), "is on an unknown " + network);
            var shut = shut(file.networks().getOrDefault(network, Map.of()));
            require(found, shut || MAY_LEAVE.contains(service), "gets out by " + network);
        }
        return found;
    }

    private static boolean shut(Map<String, Object> network) {
        return yes(network, "internal")
                || ComposeFile.at(network, "driver_opts", MASQUERADE)
                        .filter(value -> value.toString().equals("false"))
                        .isPresent();
    }

    /// A secret's value stands in a file; the variable names the file.
    private static List<String> told(Map<String, Object> content) {
        var found = new ArrayList<String>();
        var environment = ComposeFile.map(content.get("environment"));
        require(
                found,
                !(content.get("environment") instanceof List),
                "has its environment as a list");
        environment.forEach(
                (name, value) ->
                        require(
                                found,
                                (!secret(name) || name.endsWith("_FILE"))
                                        && !handsIn(String.valueOf(value)),
                                "is told a secret by " + name));
        return found;
    }

    private static boolean handsIn(String value) {
        return HANDED_IN
                .matcher(value)
                .results()
                .map(found -> Objects.requireNonNullElse(found.group(1), found.group(2)))
                .anyMatch(ContainerRule::secret);
    }

    private static boolean secret(String name) {
        return SECRET.matcher(name).matches();
    }

    /// Compose takes `gpus` and ignores it.
    private static List<String> computes(String service, Map<String, Object> content) {
        var found = new ArrayList<String>();
        require(found, !content.containsKey("gpus"), "asks for gpus, which does nothing");
        var devices = ComposeFile.at(content, "deploy", "resources", "reservations", "devices");
        if (devices.isPresent()) {
            require(found, MAY_COMPUTE.contains(service), "reserves a device");
            var one = devices.get() instanceof List<?> list && list.size() == 1;
            var counted =
                    one
                            && ComposeFile.map(((List<?>) devices.get()).getFirst())
                                    .getOrDefault("count", "all")
                                    .equals(1);
            require(found, counted, "reserves several devices");
        }
        return found;
    }

    /// What is the host's stays the host's.
    private static List<String> shares(Map<String, Object> content) {
        var found = new ArrayList<String>();
        for (var space : List.of("pid", "ipc", "userns_mode", "uts", "cgroup")) {
            require(found, !"host".equals(content.get(space)), "shares the host's " + space);
        }
        var steers =
                ComposeFile.texts(content, "volumes").stream()
                        .anyMatch(volume -> volume.contains("docker.sock"));
        require(found, !steers, "can steer Docker");
        return found;
    }

    private String user(Map<String, Object> content) {
        return Optional.ofNullable(content.get("user"))
                .map(user -> unset(user.toString()))
                .or(() -> target(content).flatMap(target -> images.effective(target, "USER")))
                .orElse("root");
    }

    private boolean healthKnown(Map<String, Object> content) {
        var check = ComposeFile.map(content.get("healthcheck"));
        if (yes(check, "disable") || ComposeFile.texts(check, "test").contains("NONE")) {
            return false;
        }
        return check.containsKey("test")
                || target(content)
                        .flatMap(target -> images.effective(target, "HEALTHCHECK"))
                        .isPresent();
    }

    private static Optional<String> target(Map<String, Object> content) {
        return ComposeFile.at(content, "build", "target").map(Object::toString);
    }

    private static boolean tagged(Map<String, Object> content) {
        var image = unset(String.valueOf(content.get("image")));
        var tag = image.substring(image.lastIndexOf('/') + 1);
        return tag.matches("[^:]+:.+") && !tag.endsWith(":latest");
    }

    /// A text with every variable at its default, as when nobody sets one.
    private static String unset(String text) {
        return text.replaceAll("\\$\\{\\w+(?::-|:\\?)([^}]*)}", "$1");
    }

    static boolean root(String user) {
        return user.matches("(root|0)(:.*)?");
    }

    private static boolean yes(Map<String, Object> content, String key) {
        return Boolean.TRUE.equals(content.get(key));
    }

    private static void require(List<String> found, boolean holds, String what) {
        if (!holds) {
            found.add(what);
        }
    }
}
