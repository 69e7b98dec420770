package ats.launcher;

import module java.base;

import ats.platform.Fault;
import ats.platform.config.Configuration;

import picocli.CommandLine.Command;

/// Looks at everything that a start needs, and says what to do about what is missing.
@Command(
        name = "doctor",
        description = "Check what a start needs: Java, memory, disk, ports, settings, keys.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final long LEAST_DISK_MEBIBYTES = 1_024;
    private static final long LEAST_MEMORY_MEBIBYTES = 1_536;
    private static final long MEBIBYTE = 1 << 20;

    private final List<Finding> findings = new ArrayList<>();

    @Override
    public Integer call() {
        platform();
        memory();
        configuration().ifPresent(this::configured);
        findings.forEach(finding -> System.out.println(finding.line()));
        return findings.stream().allMatch(Finding::well) ? 0 : 1;
    }

    private void platform() {
        var java = Runtime.version().feature();
        note(java == 25, "Java", "version " + Runtime.version(), "install JDK 25");
        var system = System.getProperty("os.name") + "-" + System.getProperty("os.arch");
        note(
                true,
                "platform",
                system + (system.equals("Linux-amd64") ? "" : ", which is not tested"),
                "");
    }

    private void memory() {
        var meminfo = Path.of("/proc/meminfo");
        if (!Files.exists(meminfo)) {
            return;
        }
        try (var lines = Files.lines(meminfo)) {
            long mebibytes =
                    lines.filter(line -> line.startsWith("MemAvailable:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                            .findFirst()
                            .orElse(0);
            note(
                    mebibytes >= LEAST_MEMORY_MEBIBYTES,
                    "memory",
                    mebibytes + " MiB available",
                    "free memory up to " + LEAST_MEMORY_MEBIBYTES + " MiB");
        } catch (IOException unreadable) {
            note(false, "memory", "unknown: " + unreadable, "make /proc readable");
        }
    }

    private Optional<Configuration> configuration() {
        try {
            var configuration = Settings.load(Map.of());
            note(true, "configuration", configuration.environment(), "");
            return Optional.of(configuration);
        } catch (Fault wrong) {
            note(false, "configuration", wrong.reason(), "correct what is named");
            return Optional.empty();
        }
    }

    private void configured(Configuration configuration) {
        var home = home(configuration);
        home.ifPresent(this::disk);
        home.ifPresent(where -> port(where, configuration));
        trade(configuration);
        Vendors.problems(configuration)
                .forEach(
                        (vendor, problem) ->
                                note(
                                        problem.isEmpty(),
                                        vendor,
                                        problem.isEmpty() ? "answers" : "does not serve us",
                                        problem));
    }

    /// Whose prices and whose money the keys allow.
    private void trade(Configuration configuration) {
        try {
            var trade = Trade.chosen(configuration);
            if (trade != Trade.DEMONSTRATION) {
                Trade.symbols(configuration);
            }
            note(true, "trading", trade.words(), "");
        } catch (Fault wrong) {
            note(false, "trading", "would be refused", wrong.reason());
        }
    }

    private Optional<Home> home(Configuration configuration) {
        var folder = configuration.section(Settings.Run.class).home();
        try {
            var home = Home.of(folder);
            note(
                    Files.isWritable(home.folder()),
                    "home",
                    home.folder().toString(),
                    "make it writable");
            return Optional.of(home);
        } catch (Fault wrong) {
            note(false, "home", folder.toString(), wrong.reason());
            return Optional.empty();
        }
    }

    private void disk(Home home) {
        try {
            long free = Files.getFileStore(home.folder()).getUsableSpace() / MEBIBYTE;
            note(
                    free >= LEAST_DISK_MEBIBYTES,
                    "disk",
                    free + " MiB free",
                    "free " + LEAST_DISK_MEBIBYTES + " MiB or set ATS_HOME to another disk");
        } catch (IOException unreadable) {
            note(false, "disk", home.folder().toString(), "unreadable: " + unreadable);
        }
    }

    private void port(Home home, Configuration configuration) {
        var occupant = home.occupant();
        if (occupant.isPresent()) {
            var who = occupant.get();
            note(true, "page", "pid " + who.pid() + " serves " + who.page(), "");
            return;
        }
        var http = configuration.section(ats.platform.http.HttpSettings.class);
        var where = http.host() + ":" + http.port();
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(http.host(), http.port()));
            note(true, "page", where + " is free", "");
        } catch (IOException taken) {
            note(
                    false,
                    "page",
                    where + " is taken",
                    "stop what uses it, or set ATS_HTTP_PORT to another port or to 0");
        }
    }

    private void note(boolean well, String what, String found, String todo) {
        findings.add(new Finding(well, what, found, todo));
    }

    private record Finding(boolean well, String what, String found, String todo) {
        String line() {
            return well
                    ? "ok   %-14s %s".formatted(what, found)
                    : "BAD  %-14s %s: %s".formatted(what, found, todo);
        }
    }
}
