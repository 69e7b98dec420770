package ats.adapters.xgboost;

/// Where and how trainings run; none of it changes what a CPU trains.
///
/// @param threads that one training uses
/// @param checkpointEvery trees between two checkpoints
public record XgboostSettings(int threads, Device device, int checkpointEvery) {

    /// What to train on.
    public enum Device {
        /// A GPU if there is one that the library can use.
        ANY,
        CPU,
        GPU
    }

    public XgboostSettings {
        if (threads < 1 || checkpointEvery < 1) {
            throw new IllegalArgumentException(
                    "threads " + threads + ", checkpoint every " + checkpointEvery + " trees");
        }
    }
}
