package ats.testkit;

import module java.base;

import ats.platform.Fault;

/// Lets a store in memory be away, as a database is, and lose answers on their way.
public final class Absence {

    private final AtomicInteger passing = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    /// So many of the next calls fail before anything is done.
    public void refuse(int calls) {
        refuseAfter(0, calls);
    }

    /// The same, after so many that pass.
    public void refuseAfter(int passed, int calls) {
        passing.set(passed);
        refused.set(calls);
    }

    /// So many of the next calls do their work, and fail to say so.
    public void loseAnswers(int calls) {
        lost.set(calls);
    }

    <T> T during(Supplier<T> work) {
        if (!counts(passing) && counts(refused)) {
            throw Fault.retryable("the store is away");
        }
        var answer = work.get();
        if (counts(lost)) {
            throw Fault.retryable("the store's answer was lost");
        }
        return answer;
    }

    private static boolean counts(AtomicInteger left) {
        return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }
}
