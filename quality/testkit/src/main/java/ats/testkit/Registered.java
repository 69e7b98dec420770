package ats.testkit;

import module java.base;

import ats.learning.gate.Condition;
import ats.learning.gate.Gate;
import ats.learning.gate.Verdict;
import ats.learning.model.Parameters;
import ats.learning.model.Stage;
import ats.learning.statistics.Trials;
import ats.learning.store.ModelRecord;
import ats.learning.study.Card;
import ats.learning.study.Metrics;
import ats.platform.json.Json;

/// Models as a registry has them, with whole cards.
public final class Registered {

    private static final long SECOND = 1_000_000_000L;
    private static final Parameters CHOSEN = Parameters.parse("depth=3,trees=60", 1);

    private Registered() {}

    /// A candidate that passed one condition, and the other only if `passed`; its slope is no
    /// number.
    public static ModelRecord model(String hash, long second, boolean passed) {
        var conditions =
                List.of(
                        new Condition(
                                "rows out of sample", 1_200, Condition.Relation.AT_LEAST, 500),
                        new Condition(
                                "deflated Sharpe ratio after costs",
                                passed ? 0.97 : 0.21,
                                Condition.Relation.AT_LEAST,
                                0.95));
        var metrics = new Metrics(1_200, 80, 0.1, 0.08, 3.5, 0.2, 0.1, 0.001, 0.55, Double.NaN);
        var fold =
                new Card.FoldCard(
                        400, 0, 9 * SECOND, 1_200, 10 * SECOND, 20 * SECOND, CHOSEN, metrics);
        var card =
                new Card(
                        "forest-" + hash,
                        "dataset",
                        "set",
                        "forward:lag=1,bars=7",
                        "stumps",
                        "cpu",
                        "1.0",
                        CHOSEN,
                        List.of(CHOSEN),
                        new Card.Terms("xnys", 1, 0.0001, Gate.USUAL),
                        SECOND,
                        30 * SECOND,
                        1_600,
                        List.of(fold),
                        metrics,
                        Optional.empty(),
                        Trials.of(0.1, 0.2, 0.3),
                        new Verdict(conditions));
        return new ModelRecord(
                hash,
                "set",
                "training-" + second,
                Json.write(card),
                passed,
                30 * SECOND,
                second * SECOND,
                Stage.CANDIDATE);
    }
}
