package ats.learning.study;

import module java.base;

import ats.learning.model.Checkpoint;

/// Hears how far a study is and keeps the checkpoints of its steps, so that a study which was
/// killed goes on where it was.
public interface Notebook {

    /// Called between trees with the share that is done and the step at work; false cancels.
    boolean goOn(double fraction, String step);

    void keep(String step, Checkpoint checkpoint);

    Optional<Checkpoint> kept(String step);

    /// Hears nothing, keeps nothing.
    Notebook NONE =
            new Notebook() {
                @Override
                public boolean goOn(double fraction, String step) {
                    return true;
                }

                @Override
                public void keep(String step, Checkpoint checkpoint) {}

                @Override
                public Optional<Checkpoint> kept(String step) {
                    return Optional.empty();
                }
            };
}
