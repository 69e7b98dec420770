package ats.learning.model;

import module java.base;

/// Hears how far a training is, keeps its checkpoints, and may end it.
public interface Progress {

    /// Called between trees with the share that is done; false cancels.
    boolean goOn(double fraction);

    void keep(Checkpoint checkpoint);

    /// The last checkpoint of this training, from which to go on.
    Optional<Checkpoint> kept();

    /// Hears nothing, keeps nothing.
    Progress NONE =
            new Progress() {
                @Override
                public boolean goOn(double fraction) {
                    return true;
                }

                @Override
                public void keep(Checkpoint checkpoint) {}

                @Override
                public Optional<Checkpoint> kept() {
                    return Optional.empty();
                }
            };
}
