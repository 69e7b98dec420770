package ats.services.modeltraining;

import module java.base;

import ats.learning.job.Worker;
import ats.learning.model.Checkpoint;
import ats.learning.study.Notebook;
import ats.platform.Fault;
import ats.platform.files.DurableFile;

/// A job's checkpoints as files, so that a training which was killed goes on where it was. What was
/// kept of a training by other settings is of no use to this one.
final class Checkpoints implements Notebook {

    private static final String TREES = ".trees-";

    private final Path folder;
    private final String settings;
    private final Worker.Progress progress;

    /// `settings` is short, and another for other settings.
    Checkpoints(Path folder, String settings, Worker.Progress progress) {
        this.folder = folder;
        this.settings = settings;
        this.progress = progress;
    }

    @Override
    public boolean goOn(double fraction, String step) {
        return progress.goOn(fraction, step);
    }

    /// The former checkpoint of the step goes when the new one is safe.
    @Override
    public void keep(String step, Checkpoint checkpoint) {
        var former = files(step);
        var path = folder.resolve(name(step) + TREES + checkpoint.trees());
        DurableFile.write(path, checkpoint.bytes());
        former.stream().filter(old -> !old.equals(path)).forEach(Checkpoints::delete);
    }

    @Override
    public Optional<Checkpoint> kept(String step) {
        return files(step).stream()
                .max(Comparator.comparingInt(Checkpoints::trees))
                .map(Checkpoints::read);
    }

    /// The job is over.
    void clear() {
        all().forEach(Checkpoints::delete);
        delete(folder);
    }

    private List<Path> files(String step) {
        var start = name(step) + TREES;
        return all().stream()
                .filter(path -> path.getFileName().toString().startsWith(start))
                .filter(path -> !path.getFileName().toString().endsWith(".part"))
                .toList();
    }

    private List<Path> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException failed) {
            throw Fault.retryable("cannot list " + folder + ": " + failed.getMessage(), failed);
        }
    }

    /// A step's words are no file name.
    private String name(String step) {
        return settings + "." + step.replaceAll("[^A-Za-z0-9=.]+", "_");
    }

    private static int trees(Path path) {
        var name = path.getFileName().toString();
        return Integer.parseInt(name.substring(name.lastIndexOf(TREES) + TREES.length()));
    }

    private static Checkpoint read(Path path) {
        try {
            return new Checkpoint(trees(path), Files.readAllBytes(path));
        } catch (IOException failed) {
            throw Fault.retryable("cannot read " + path + ": " + failed.getMessage(), failed);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            throw Fault.retryable("cannot delete " + path + ": " + failed.getMessage(), failed);
        }
    }
}
