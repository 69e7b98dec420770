package ats.features;

import module java.base;

/// What is done at each bar, in order. The inputs are the first numbers of the memory.
final class Program {

    private final Layout layout;
    private final Kernel[] kernels;
    private final int[] slots;

    Program(Layout layout, List<Kernel> kernels, int[] slots) {
        this.layout = layout;
        this.kernels = kernels.toArray(Kernel[]::new);
        this.slots = slots;
    }

    Memory memory() {
        return layout.memory();
    }

    /// Evaluates the bar whose inputs are in place.
    void step(Memory memory) {
        memory.bar = Math.incrementExact(memory.bar);
        for (var kernel : kernels) {
            kernel.step(memory);
        }
    }

    int size() {
        return slots.length;
    }

    double value(Memory memory, int feature) {
        return memory.numbers[slots[feature]];
    }
}
