package ats.launcher;

import module java.base;

import ats.platform.terminal.Terminal;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// How far a long task is, on stderr: a bar on a terminal, else a line every tenth.
final class ProgressDisplay implements AutoCloseable {

    private static final int WIDTH = 78;
    private static final int TENTHS = 10;

    private final String task;
    private final long total;
    private final Optional<ProgressBar> bar;
    private long toldTenths;

    ProgressDisplay(String task, String unit, long total) {
        this.task = task;
        this.total = Math.max(1, total);
        bar =
                Terminal.standard().error()
                        ? Optional.of(
                                new ProgressBarBuilder()
                                        .setTaskName(task)
                                        .setUnit(" " + unit, 1)
                                        .setInitialMax(this.total)
                                        .setStyle(ProgressBarStyle.ASCII)
                                        .setUpdateIntervalMillis(250)
                                        .setConsumer(
                                                new ConsoleProgressBarConsumer(System.err, WIDTH))
                                        .build())
                        : Optional.empty();
    }

    void reach(long done) {
        if (bar.isPresent()) {
            bar.get().stepTo(done);
            return;
        }
        long tenths = done * TENTHS / total;
        if (tenths > toldTenths) {
            toldTenths = tenths;
            System.err.println(task + ": " + tenths * TENTHS + " %");
        }
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
