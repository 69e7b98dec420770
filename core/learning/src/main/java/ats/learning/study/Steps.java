package ats.learning.study;

import module java.base;

import ats.learning.model.Checkpoint;
import ats.learning.model.Progress;

/// Turns the progress of single trainings into that of the whole.
final class Steps {

    private final Notebook notebook;
    private final int all;
    private int begun;

    Steps(Notebook notebook, int all) {
        this.notebook = notebook;
        this.all = all;
    }

    Step next(String name) {
        return new Step(notebook, name, begun++, all);
    }

    /// One training of many.
    record Step(Notebook notebook, String name, int before, int all) implements Progress {

        @Override
        public boolean goOn(double fraction) {
            return notebook.goOn((before + fraction) / all, name);
        }

        @Override
        public void keep(Checkpoint checkpoint) {
            notebook.keep(name, checkpoint);
        }

        @Override
        public Optional<Checkpoint> kept() {
            return notebook.kept(name);
        }
    }
}
