package ats.launcher;

import module java.base;

/// Watches how much memory this process and its children really take: the sum of their proportional
/// set sizes, so that what they share counts once.
final class PeakMemory implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("peak-memory").factory());
    private final AtomicLong peakKilobytes = new AtomicLong();

    PeakMemory() {
        var _ = thread.scheduleAtFixedRate(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    long mebibytes() {
        look();
        return peakKilobytes.get() / 1024;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        var self = ProcessHandle.current();
        long sum = kilobytes(self.pid());
        for (var child : self.descendants().toList()) {
            sum += kilobytes(child.pid());
        }
        peakKilobytes.accumulateAndGet(sum, Math::max);
    }

    /// A process that has just ended counts nothing.
    private static long kilobytes(long pid) {
        try {
            var text = Files.readString(Path.of("/proc", Long.toString(pid), "smaps_rollup"));
            var matcher = PSS.matcher(text);
            return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }
}
