package ats.launcher;

import module java.base;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Reads the command line and runs what it names.
@Command(
        name = "ats",
        description = "An autonomous trading system for US equities.",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Versions.class,
        subcommands = {
            RunCommand.class,
            StatusCommand.class,
            ModelsCommand.class,
            TrainCommand.class,
            ConfigCommand.class,
            DoctorCommand.class,
            BacktestCommand.class,
            ReplayCommand.class,
            CheckCommand.class,
            TokenCommand.class,
            ResetCommand.class
        },
        footer = {
            "",
            "The script adds: verify (all tests), bench NAME (a benchmark), format (the sources)."
        })
final class Commands implements Runnable {

    @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    static int run(String... arguments) {
        var ats = new CommandLine(new Commands());
        SteerCommand.register(ats);
        return ats.setExecutionExceptionHandler((failure, _, _) -> Exit.after(failure))
                .setParameterExceptionHandler(Commands::refuse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(LocalDate.class, Commands::day)
                .registerConverter(BigDecimal.class, Commands::number)
                .registerConverter(Integer.class, Commands::integer)
                .execute(arguments);
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }

    private static int refuse(CommandLine.ParameterException refused, String[] arguments) {
        var line = refused.getCommandLine();
        line.getErr()
                .println(
                        "ats: "
                                + said(refused)
                                + "; "
                                + line.getCommandSpec().qualifiedName()
                                + " --help tells more");
        return Exit.USAGE;
    }

    private static String said(CommandLine.ParameterException refused) {
        if (!(refused instanceof CommandLine.UnmatchedArgumentException unmatched)) {
            return String.valueOf(refused.getMessage());
        }
        var line = unmatched.getCommandLine();
        var word = unmatched.getUnmatched().getFirst();
        var kind = line.getSubcommands().isEmpty() ? "argument" : "command";
        var nearest = unmatched.getSuggestions().stream().limit(1);
        return "'"
                + word
                + "' is no "
                + (word.startsWith("-") ? "option" : kind)
                + " of "
                + line.getCommandSpec().qualifiedName()
                + nearest.map(offer -> ", did you mean " + offer + "?")
                        .collect(Collectors.joining());
    }

    private static LocalDate day(String written) {
        try {
            return LocalDate.parse(written);
        } catch (DateTimeParseException unreadable) {
            throw unfit(written, "day", "2014-01-31");
        }
    }

    private static BigDecimal number(String written) {
        try {
            return new BigDecimal(written);
        } catch (NumberFormatException unreadable) {
            throw unfit(written, "number", "0.01");
        }
    }

    private static Integer integer(String written) {
        try {
            return Integer.valueOf(written);
        } catch (NumberFormatException unreadable) {
            throw unfit(written, "whole number", "8080");
        }
    }

    private static CommandLine.TypeConversionException unfit(
            String written, String kind, String example) {
        return new CommandLine.TypeConversionException(
                "'" + written + "' is no " + kind + "; write one such as " + example);
    }

    /// What `--version` says.
    static final class Versions implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"ats " + Version.text()};
        }
    }
}
