package ats.launcher;

import module java.base;

import ats.platform.Fault;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Reads the command line and runs what it names.
@Command(
        name = "ats",
        description = "An autonomous trading system for US equities.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
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
public final class Main implements Runnable {

    static final int USAGE = 64;
    static final int DATA = 65;
    static final int SOFTWARE = 70;
    static final int TEMPORARY = 75;

    @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// The exit status, for whoever must not leave the JVM.
    static int run(String... arguments) {
        var ats = new CommandLine(new Main());
        SteerCommand.register(ats);
        return ats.setExecutionExceptionHandler((failure, line, _) -> explain(failure, line))
                .setParameterExceptionHandler(Main::refuse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(LocalDate.class, Main::day)
                .registerConverter(BigDecimal.class, Main::number)
                .registerConverter(Integer.class, Main::integer)
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
        return USAGE;
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

    /// One line says what to do; the trace of a mistake of ours goes to whoever asks for it.
    private static int explain(Exception failure, CommandLine line) {
        if (traced()) {
            failure.printStackTrace(line.getErr());
        }
        var err = line.getErr();
        return switch (failure) {
            case Fault fault -> {
                err.println("ats: " + fault.reason());
                yield switch (fault.kind()) {
                    case MISUSE -> USAGE;
                    case RETRYABLE, VENUE -> TEMPORARY;
                    case CORRUPT -> DATA;
                };
            }
            case IllegalArgumentException bad -> {
                err.println("ats: " + bad.getMessage());
                yield USAGE;
            }
            default -> {
                err.println(
                        "ats: unexpected "
                                + failure
                                + "; this is a mistake of ours: ATS_TRACE=true shows where, for"
                                + " whoever mends it");
                yield SOFTWARE;
            }
        };
    }

    /// Where the configuration cannot be read, that is what has to be said.
    private static boolean traced() {
        try {
            return Settings.load(Map.of()).section(Settings.Run.class).trace();
        } catch (Fault unreadable) {
            return false;
        }
    }
}
