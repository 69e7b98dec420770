package ats.features;

import module java.base;

/// Hands out the parts of a `Memory` while a program is planned.
final class Layout {

    private final List<Part> parts = new ArrayList<>();
    private int numbers;
    private int marks;

    /// The first of `count` numbers that begin with this value.
    int numbers(int count, double initial) {
        int from = numbers;
        numbers = Math.addExact(numbers, count);
        parts.add(new Part(true, from, numbers, initial));
        return from;
    }

    /// The first of `count` marks that begin with this value.
    int marks(int count, int initial) {
        int from = marks;
        marks = Math.addExact(marks, count);
        parts.add(new Part(false, from, marks, initial));
        return from;
    }

    Memory memory() {
        var memory = new Memory(new double[numbers], new int[marks]);
        for (var part : parts) {
            if (part.ofNumbers) {
                Arrays.fill(memory.numbers, part.from, part.to, part.initial);
            } else {
                Arrays.fill(memory.marks, part.from, part.to, (int) part.initial);
            }
        }
        return memory;
    }

    private record Part(boolean ofNumbers, int from, int to, double initial) {}
}
