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
        line.getErr().println("ats: " + refused.getMessage());
        line.getErr().println("ats: try " + line.getCommandSpec().qualifiedName() + " --help");
        return USAGE;
    }

    /// One line says what to do; the trace of a mistake of ours goes to whoever asks for it.
    private static int explain(Exception failure, CommandLine line) {
        if (System.getenv("ATS_TRACE") != null) {
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
                err.println("ats: unexpected " + failure + "; this is a mistake of ours");
                yield SOFTWARE;
            }
        };
    }
}
