package ats.features;

import module java.base;

/// All that changes while bars go by, in two flat arrays; who owns which part, the `Layout` says.
final class Memory {

    final double[] numbers;
    final int[] marks;

    /// The count of the bar that is being evaluated, from 0 on.
    int bar = -1;

    Memory(double[] numbers, int[] marks) {
        this.numbers = numbers;
        this.marks = marks;
    }

    void save(LongConsumer out) {
        out.accept((long) numbers.length << Integer.SIZE | marks.length);
        out.accept(bar);
        for (double number : numbers) {
            out.accept(Double.doubleToRawLongBits(number));
        }
        for (int mark : marks) {
            out.accept(mark);
        }
    }

    void restore(LongSupplier in) {
        if (in.getAsLong() != ((long) numbers.length << Integer.SIZE | marks.length)) {
            throw new IllegalArgumentException("the saved state is of another shape");
        }
        bar = (int) in.getAsLong();
        for (int index = 0; index < numbers.length; index++) {
            numbers[index] = Double.longBitsToDouble(in.getAsLong());
        }
        for (int index = 0; index < marks.length; index++) {
            marks[index] = (int) in.getAsLong();
        }
    }
}
