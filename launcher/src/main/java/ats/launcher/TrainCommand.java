package ats.launcher;

import module java.base;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Asks the running system for a new model.
@Command(
        name = "train",
        description = "Ask the running system to train a model on all that is known by now.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

    @Mixin private final HomeOption option = new HomeOption();

    @Option(names = "--reason", paramLabel = "TEXT", description = "kept in the audit")
    private String reason = "";

    @Override
    public Integer call() {
        try (var asking = Asking.of(option.home(), "train")) {
            return asking.ask(
                    new Asking.Order("train", "", reason),
                    () -> asking.get("/api/v1/jobs?limit=1").path(0).path("id").asString(""));
        }
    }
}
