package ats.adapters.xgboost;

import module java.base;

import ats.learning.model.Parameters;
import ats.platform.Fault;

/// What a training is told: a few of the library's parameters by its own names, and `trees`.
///
/// @param yesOrNo whether it learns the probability that the label is positive
record XgboostParameters(int trees, boolean yesOrNo, SortedMap<String, Object> values) {

    private static final String OBJECTIVE = "objective";
    private static final String TREES = "trees";
    private static final int USUAL_TREES = 100;

    private static final SortedMap<String, String> USUAL =
            new TreeMap<>(
                    Map.of(
                            OBJECTIVE,
                            "reg:squarederror",
                            "max_depth",
                            "4",
                            "eta",
                            "0.1",
                            "subsample",
                            "0.8",
                            "colsample_bytree",
                            "0.8"));

    private static final SortedSet<String> KNOWN =
            new TreeSet<>(
                    Set.of(
                            OBJECTIVE,
                            TREES,
                            "alpha",
                            "colsample_bylevel",
                            "colsample_bynode",
                            "colsample_bytree",
                            "eta",
                            "gamma",
                            "grow_policy",
                            "huber_slope",
                            "lambda",
                            "max_bin",
                            "max_delta_step",
                            "max_depth",
                            "max_leaves",
                            "min_child_weight",
                            "scale_pos_weight",
                            "subsample"));

    private static final Set<String> OBJECTIVES =
            Set.of("reg:squarederror", "reg:pseudohubererror", "binary:logistic");

    static XgboostParameters of(Parameters parameters, int threads, boolean gpu) {
        for (var name : parameters.values().keySet()) {
            if (!KNOWN.contains(name)) {
                throw Fault.misuse(
                        "XGBoost has no parameter " + name + " here; there are " + KNOWN);
            }
        }
        var values = new TreeMap<String, Object>(USUAL);
        values.putAll(parameters.values());
        values.remove(TREES);
        var objective = String.valueOf(values.get(OBJECTIVE));
        if (!OBJECTIVES.contains(objective)) {
            throw Fault.misuse(
                    "no objective " + objective + " here; there are " + new TreeSet<>(OBJECTIVES));
        }
        int trees = parameters.whole(TREES, USUAL_TREES);
        if (trees < 1) {
            throw Fault.misuse("a model of " + trees + " trees");
        }
        values.put("tree_method", "hist");
        values.put("device", gpu ? "cuda" : "cpu");
        values.put("nthread", threads);
        values.put("seed", Long.hashCode(parameters.seed()) & Integer.MAX_VALUE);
        // else a training that goes on from a checkpoint draws other rows than one that never ended
        values.put("seed_per_iteration", true);
        values.put("verbosity", 0);
        return new XgboostParameters(trees, objective.equals("binary:logistic"), values);
    }
}
