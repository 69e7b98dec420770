package ats.platform.logs;

import module java.base;

import org.slf4j.LoggerFactory;

/// Another process of the same name, which writes a line and stays.
final class LogWriter {
    static final String READY = "ready";

    private LogWriter() {}

    public static void main(String[] arguments) throws InterruptedException {
        Logs.start(Path.of(arguments[0]), "ats", LogSettings.DEFAULTS, false);
        LoggerFactory.getLogger(LogWriter.class).info(READY);
        System.out.println(READY);
        Thread.sleep(Duration.ofMinutes(1));
    }
}
