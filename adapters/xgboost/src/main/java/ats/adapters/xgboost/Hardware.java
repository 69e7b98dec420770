package ats.adapters.xgboost;

import module java.base;

/// What trainings can run on. The library falls back from a missing GPU to the CPU without a word,
/// so it is not asked: a GPU counts if its driver shows it and the library was built for one.
public interface Hardware {

    /// The first GPU's name, if there is one.
    Optional<String> gpu();

    /// Whether the library on the class path was built for GPUs.
    boolean libraryKnowsGpus();

    /// The machine that this runs on.
    static Hardware here() {
        return new HardwareHere(Path.of("/proc/driver/nvidia/gpus"));
    }
}
