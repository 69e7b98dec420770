package ats.learning.job;

/// A model that is to be trained and judged.
///
/// @param dataset its name
/// @param label the label that its rows have
/// @param cutoff labels known later are left out, in epoch nanoseconds
public record TrainingRequest(String dataset, String label, long cutoff, long seed) {

    public static TrainingRequest parse(String text) {
        var words = Words.parse(text);
        return new TrainingRequest(
                words.text("dataset"),
                words.text("label"),
                words.whole("cutoff"),
                words.whole("seed"));
    }

    public String text() {
        return new Words()
                .with("dataset", dataset)
                .with("label", label)
                .with("cutoff", cutoff)
                .with("seed", seed)
                .toString();
    }
}
