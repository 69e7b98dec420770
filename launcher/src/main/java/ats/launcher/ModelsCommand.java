package ats.launcher;

import module java.base;

import ats.platform.json.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows models, and says which one trades.
@Command(
        name = "models",
        description = "Show models and what they showed; promote one, or roll back.",
        subcommands = {
            ModelsCommand.ListModels.class,
            ModelsCommand.Show.class,
            ModelsCommand.Promote.class,
            ModelsCommand.Rollback.class
        },
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Runnable {

    private static final String ID = "ID";
    private static final String ID_HELP = "a model's name, or how it begins";

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }

    private static int promoted(Asking asking, Asking.Order order) {
        return asking.ask(
                order, () -> asking.get("/api/v1/learning").path("champion").asString(""));
    }

    /// All models.
    @Command(
            name = "list",
            description = "List all models, newest first.",
            mixinStandardHelpOptions = true)
    static final class ListModels implements Callable<Integer> {

        @Mixin private final HomeOption option = new HomeOption();

        @Option(names = "--json", description = "print the API's answer")
        private boolean json;

        @Override
        public Integer call() {
            try (var registry = Registry.of(option.home())) {
                var models = registry.models();
                if (json) {
                    System.out.println(Json.write(models));
                } else {
                    ModelText.list(models).forEach(System.out::println);
                }
                return 0;
            }
        }
    }

    /// One model.
    @Command(
            name = "show",
            description = "Show what a model was made of, what it showed, and its history.",
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {

        @Mixin private final HomeOption option = new HomeOption();

        @Parameters(paramLabel = ID, description = ID_HELP)
        private String id = "";

        @Option(names = "--json", description = "print the model and its card as they are")
        private boolean json;

        @Option(
                names = "--verify",
                description =
                        "train and judge it once more from the dataset that it was made of, and"
                                + " compare every number and byte; exits 1 at the first difference")
        private boolean verify;

        @Override
        public Integer call() {
            var home = option.home();
            try (var registry = Registry.of(home)) {
                var model = Registry.one(registry.models(), id);
                var name = model.path("id").asString();
                if (verify) {
                    return verified(home, registry, name);
                }
                var card = registry.card(name);
                if (json) {
                    System.out.println(Json.write(new Raw(model, card)));
                } else {
                    ModelText.show(model, card, registry.learning()).forEach(System.out::println);
                }
                return 0;
            }
        }

        private int verified(Home home, Registry registry, String name) {
            var difference =
                    switch (registry) {
                        case Registry.Stored stored -> difference(home, stored.stores(), name);
                        case Registry.Live _ -> {
                            try (var stores = Stores.found(Settings.load(Map.of()), home)) {
                                yield difference(home, stores, name);
                            }
                        }
                    };
            if (json) {
                System.out.println(Json.write(new Verified(name, difference.isEmpty())));
            }
            difference.ifPresentOrElse(
                    what -> System.err.println("ats: " + name + " does not hold: " + what),
                    () -> {
                        if (!json) {
                            System.out.println(
                                    name
                                            + " holds: every number of its card and every byte come"
                                            + " out the same");
                        }
                    });
            return difference.isEmpty() ? 0 : 1;
        }

        private static Optional<String> difference(Home home, Stores stores, String name) {
            var keys = Settings.load(Map.of()).section(LearningKeys.class);
            return new Verification(home, keys).difference(stores, name);
        }

        private record Raw(
                tools.jackson.databind.JsonNode model, tools.jackson.databind.JsonNode card) {}

        private record Verified(String model, boolean holds) {}
    }

    /// Another champion.
    @Command(
            name = "promote",
            description = "Let a model trade that passed its gate, in the champion's place.",
            mixinStandardHelpOptions = true)
    static final class Promote implements Callable<Integer> {

        @Mixin private final HomeOption option = new HomeOption();

        @Parameters(paramLabel = ID, description = ID_HELP)
        private String id = "";

        @Option(names = "--reason", paramLabel = "TEXT", description = "kept in the audit")
        private String reason = "";

        @Override
        public Integer call() {
            try (var asking = Asking.of(option.home(), "promote")) {
                var model = Registry.one(asking.get("/api/v1/models"), id);
                var name = model.path("id").asString();
                return promoted(asking, new Asking.Order("promote", name, reason));
            }
        }
    }

    /// The champion before.
    @Command(
            name = "rollback",
            description = "Let the champion before the present one trade again, or nobody.",
            mixinStandardHelpOptions = true)
    static final class Rollback implements Callable<Integer> {

        @Mixin private final HomeOption option = new HomeOption();

        @Option(names = "--reason", paramLabel = "TEXT", description = "kept in the audit")
        private String reason = "";

        @Override
        public Integer call() {
            try (var asking = Asking.of(option.home(), "roll back")) {
                return promoted(asking, new Asking.Order("rollback", "", reason));
            }
        }
    }
}
