package ats.adapters.xgboost;

import module java.base;

import ats.learning.forest.FlatForest;
import ats.learning.forest.Output;
import ats.learning.forest.Tree;
import ats.platform.Fault;

/// Turns the library's own form of a model into a flat forest, bit for bit.
final class Flattening {

    private Flattening() {}

    static FlatForest of(byte[] original, String featureSet) {
        try {
            return flattened(original, featureSet);
        } catch (ClassCastException | IllegalArgumentException strange) {
            throw Fault.misuse(
                    "this is no model of trees that XGBoost wrote: " + strange.getMessage(),
                    strange);
        }
    }

    private static FlatForest flattened(byte[] original, String featureSet) {
        var learner = map(map(Ubj.parse(original)), "learner");
        var parameters = map(learner, "learner_model_param");
        var booster = map(learner, "gradient_booster");
        if (!text(booster, "name").equals("gbtree")) {
            throw new IllegalArgumentException("a booster " + text(booster, "name"));
        }
        var trees =
                list(map(booster, "model"), "trees").stream().map(tree -> tree(map(tree))).toList();
        var output = output(text(map(learner, "objective"), "name"));
        float base = Float.parseFloat(text(parameters, "base_score").replaceAll("[\\[\\]]", ""));
        return new FlatForest(
                Integer.parseInt(text(parameters, "num_feature")),
                featureSet,
                output,
                margin(output, base),
                trees);
    }

    private static Output output(String objective) {
        return switch (objective) {
            case "binary:logistic" -> Output.PROBABILITY;
            case "reg:squarederror", "reg:pseudohubererror" -> Output.VALUE;
            default -> throw new IllegalArgumentException("an objective " + objective);
        };
    }

    /// In floats, as the library does: a logit in doubles differs in the last bit.
    private static float margin(Output output, float base) {
        return switch (output) {
            case VALUE -> base;
            case PROBABILITY -> -(float) StrictMath.log(1.0f / base - 1.0f);
        };
    }

    private static Tree tree(SortedMap<String, Object> tree) {
        if (IntStream.of(wholes(tree, "split_type")).anyMatch(type -> type != 0)) {
            throw new IllegalArgumentException("a tree that splits by categories");
        }
        var missing = wholes(tree, "default_left");
        var missingLeft = new boolean[missing.length];
        for (int node = 0; node < missing.length; node++) {
            missingLeft[node] = missing[node] != 0;
        }
        return Tree.of(
                new Tree.Links(wholes(tree, "left_children"), wholes(tree, "right_children")),
                wholes(tree, "split_indices"),
                (float[]) member(tree, "split_conditions"),
                missingLeft);
    }

    @SuppressWarnings("unchecked") // every object of binary JSON is read as such a map
    private static SortedMap<String, Object> map(Object value) {
        return (SortedMap<String, Object>) value;
    }

    private static SortedMap<String, Object> map(SortedMap<String, Object> of, String name) {
        return map(member(of, name));
    }

    private static String text(SortedMap<String, Object> of, String name) {
        return (String) member(of, name);
    }

    private static List<?> list(SortedMap<String, Object> of, String name) {
        return (List<?>) member(of, name);
    }

    private static int[] wholes(SortedMap<String, Object> of, String name) {
        return (int[]) member(of, name);
    }

    private static Object member(SortedMap<String, Object> of, String name) {
        var value = of.get(name);
        if (value == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return value;
    }
}
