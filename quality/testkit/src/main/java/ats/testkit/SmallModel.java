package ats.testkit;

import module java.base;

import ats.features.FeatureSet;
import ats.learning.drift.Quantiles;
import ats.learning.forest.FlatForest;
import ats.learning.forest.Output;
import ats.learning.forest.Tree;
import ats.learning.model.Bundle;
import ats.platform.files.Vault;

/// A whole model of one tree for each number that it adds, whatever the row.
public final class SmallModel {

    private static final String LABEL = "forward:lag=1,bars=7";
    private static final int HORIZON = 7;
    private static final double SCALE = 0.001;

    private SmallModel() {}

    /// A model of these features that always says the sum of the leaves; of two infinite ones with
    /// opposite signs it is no number.
    public static Bundle of(FeatureSet set, String card, float... leaves) {
        var trees = new ArrayList<Tree>();
        for (float leaf : leaves) {
            trees.add(
                    new Tree(
                            new int[] {Tree.LEAF}, new float[] {leaf}, new int[1], new boolean[1]));
        }
        var forest = new FlatForest(set.size(), set.hash(), Output.VALUE, 0, trees).bytes();
        var reference = new TreeMap<String, Quantiles>();
        set.names().forEach(name -> reference.put(name, Quantiles.of(new float[] {0, 1, 2})));
        var traits = new Bundle.Traits(set.hash(), LABEL, HORIZON, SCALE);
        return new Bundle(forest, forest, card, set.canonical(), reference, traits);
    }

    /// Puts it where models are kept, under its name, which comes back.
    public static String shelve(Vault shelf, Bundle bundle) {
        try (var draft = shelf.draft()) {
            bundle.files().forEach(draft::write);
            draft.publish(bundle.name());
        }
        return bundle.name();
    }
}
