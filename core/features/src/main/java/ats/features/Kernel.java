package ats.features;

/// A step of the program: computes some values of the bar from values computed before, and keeps
/// what later bars need of it. Whatever changes lives in the memory, so that one kernel serves
/// every instrument.
interface Kernel {

    void step(Memory memory);
}
