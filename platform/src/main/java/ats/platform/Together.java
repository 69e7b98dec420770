package ats.platform;

import module java.base;

import org.jspecify.annotations.Nullable;

/// Runs tasks at the same time, each on its own virtual thread, and succeeds or fails as one.
public final class Together {
    private Together() {}

    /// The results in the order of the tasks. The first failure interrupts the others; it is thrown
    /// after all have ended, so that nothing is left running behind the caller's back.
    public static <T> List<T> all(List<Callable<T>> tasks) {
        try (var threads = Executors.newThreadPerTaskExecutor(named())) {
            var finished = new ExecutorCompletionService<T>(threads);
            var futures = tasks.stream().map(finished::submit).toList();
            try {
                for (int i = 0; i < futures.size(); i++) {
                    finished.take().get();
                }
            } catch (ExecutionException failed) {
                futures.forEach(future -> future.cancel(true));
                throw asFault(failed.getCause());
            } catch (InterruptedException stopped) {
                futures.forEach(future -> future.cancel(true));
                Thread.currentThread().interrupt();
                throw Fault.retryable("interrupted while waiting for tasks", stopped);
            }
            return futures.stream().map(Future::resultNow).toList();
        }
    }

    private static ThreadFactory named() {
        var prefix = Thread.currentThread().getName() + "-together-";
        return Thread.ofVirtual().name(prefix, 0).factory();
    }

    private static RuntimeException asFault(@Nullable Throwable cause) {
        return switch (cause) {
            case Fault fault -> fault;
            case RuntimeException other -> other;
            case Error error -> throw error;
            case null -> Fault.retryable("a task failed without a cause");
            case Throwable other -> Fault.retryable("a task failed: " + other, other);
        };
    }
}
