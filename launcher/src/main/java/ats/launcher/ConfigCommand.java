package ats.launcher;

import module java.base;

import ats.platform.Fault;
import ats.platform.config.Section;
import ats.platform.config.Setting;
import ats.platform.json.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what is configured, and by whom.
@Command(
        name = "config",
        description = "Show each setting, its origin and its meaning; secrets read ***.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "PREFIX",
            description = "only keys that begin so, such as risk")
    private String prefix = "";

    @Option(names = "--json", description = "print a list of objects")
    private boolean json;

    @Override
    public Integer call() {
        var settings =
                Settings.load(Map.of()).explain().stream()
                        .filter(setting -> setting.key().startsWith(prefix))
                        .toList();
        if (settings.isEmpty()) {
            throw Fault.misuse("no key begins with '" + prefix + "'; write one of " + sections());
        }
        System.out.println(json ? Json.write(settings) : table(settings));
        return 0;
    }

    private static String sections() {
        return Settings.sections().stream().map(Section::prefix).collect(Collectors.joining(", "));
    }

    private static String table(List<Setting> settings) {
        int keys = width(settings, Setting::key);
        int values = width(settings, ConfigCommand::value);
        int origins = width(settings, Setting::origin);
        var line = "%-" + keys + "s  %-" + values + "s  %-" + origins + "s  %s";
        return settings.stream()
                .map(
                        each ->
                                line.formatted(each.key(), value(each), each.origin(), each.doc())
                                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private static String value(Setting setting) {
        return (setting.value() + " " + setting.unit()).strip();
    }

    private static int width(List<Setting> settings, Function<Setting, String> column) {
        return settings.stream().mapToInt(each -> column.apply(each).length()).max().orElse(1);
    }
}
