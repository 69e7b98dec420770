package ats.launcher;

import module java.base;

import ats.learning.label.Label;
import ats.platform.config.Key;

/// What is learned, how, and when anew.
record LearningKeys(
        @Key(doc = "false trains and forecasts nothing") boolean enabled,
        @Key(doc = "a file of features; empty: those that come with the program") String features,
        @Key(
                        doc =
                                "what models forecast, such as forward:lag=1,bars=7; empty: what"
                                        + " comes within about a session of long bars, or within a"
                                        + " quarter of an hour of short ones")
                String label,
        @Key(
                        doc =
                                "one row of so many bars teaches; 0: all of long bars, every fifth"
                                        + " of short ones")
                int every,
        @Key(doc = "seed of all chance in training") long seed,
        @Key(doc = "configurations to choose among, each like max_depth=3 trees=80")
                List<String> grid,
        @Key(doc = "blocks of time whose forecasts are judged") int folds,
        @Key(doc = "market time between what teaches and what judges") Duration embargo,
        @Key(doc = "market time from a request to the moment when its model counts")
                Duration visibleAfter,
        @Key(doc = "sessions over which skill and drift are measured") int window,
        @Key(doc = "models that are watched beside the champion") int shadows,
        @Key(doc = "sessions without a champion after which to train") int withoutChampion,
        @Key(doc = "sessions after which a champion has aged") int age,
        @Key(doc = "market days between two trainings") int coolDownDays,
        @Key(doc = "most trainings in a year of market time") int budget,
        @Key(doc = "threads of one training; 0: all cores but one") int threads) {

    static final LearningKeys DEFAULTS =
            new LearningKeys(
                    true,
                    "",
                    "",
                    0,
                    1,
                    List.of("max_depth=3 trees=60 eta=0.05", "max_depth=4 trees=60 eta=0.05"),
                    4,
                    Duration.ofDays(1),
                    Duration.ofMinutes(20),
                    20,
                    3,
                    63,
                    63,
                    10,
                    8,
                    0);

    LearningKeys {
        grid = List.copyOf(grid);
        if (!label.isEmpty()) {
            var _ = Label.parse(label);
        }
        if (folds < 1 || window < 2 || shadows < 1 || withoutChampion < 1 || age < 1) {
            throw new IllegalArgumentException(
                    "learning.folds, shadows, withoutChampion and age begin at 1, window at 2");
        }
        if (budget < 1 || coolDownDays < 0 || every < 0 || threads < 0) {
            throw new IllegalArgumentException(
                    "learning.budget begins at 1; coolDownDays, every and threads at 0");
        }
    }
}
