package ats.learning.job;

/// A dataset that is to be made.
///
/// @param label the text of a label
/// @param cutoff nothing that was known later goes into it, in epoch nanoseconds
/// @param every one row of so many bars; neighbours are nearly the same row
public record DatasetRequest(String label, long cutoff, int every) {

    public DatasetRequest {
        if (every < 1) {
            throw new IllegalArgumentException("a row every " + every + " bars");
        }
    }

    public static DatasetRequest parse(String text) {
        var words = Words.parse(text);
        return new DatasetRequest(
                words.text("label"), words.whole("cutoff"), Math.toIntExact(words.whole("every")));
    }

    public String text() {
        return new Words()
                .with("label", label)
                .with("cutoff", cutoff)
                .with("every", every)
                .toString();
    }
}
