package ats.platform.logs;

import module java.base;

import ats.platform.config.Secret;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;

import org.slf4j.LoggerFactory;

/// Sets up the process's log: ECS JSON in `<home>/logs/<name>.json`, or in `<name>-2.json` and so
/// on beside other processes of that name.
public final class Logs {
    /// Libraries that tell at INFO what only their authors want to know.
    private static final List<String> CHATTY =
            List.of(
                    "org.eclipse.jetty",
                    "io.javalin",
                    "org.flywaydb",
                    "com.zaxxer.hikari",
                    "io.zonky",
                    "org.postgresql",
                    "org.apache.kafka",
                    "ml.dmlc");

    /// Covering very short texts would only make the lines unreadable.
    private static final int SHORTEST_MASKED = 6;

    private static volatile List<Secret> masked = List.of();
    private static Optional<OwnFile> own = Optional.empty();

    private Logs() {}

    /// Opens the log of the service or, for the whole system, of `ats`; console lines only if
    /// asked.
    public static synchronized void start(
            Path home, String name, LogSettings settings, boolean console) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        letGo();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.valueOf(settings.level().name()));
        for (var library : CHATTY) {
            context.getLogger(library).setLevel(Level.WARN);
        }
        var folder = home.resolve("logs");
        var file = OwnFile.in(folder, name);
        own = Optional.of(file);
        var encoders = new Encoders(context, name, file.name());
        root.addAppender(file(encoders, folder, settings));
        if (console) root.addAppender(started(encoders, new ConsoleAppender<>(), "console"));
    }

    /// From now on these values read `***` in every line.
    public static void mask(List<Secret> secrets) {
        masked =
                secrets.stream()
                        .filter(secret -> secret.reveal().length() >= SHORTEST_MASKED)
                        .toList();
    }

    /// Writes out what is left and lets go of the file.
    public static synchronized void stop() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
        letGo();
    }

    static List<Secret> masked() {
        return masked;
    }

    private static void letGo() {
        own.ifPresent(OwnFile::close);
        own = Optional.empty();
    }

    /// What each line says of where it comes from; `node` is that process of the service.
    private record Encoders(LoggerContext context, String service, String node) {

        MaskingEncoder encoder() {
            var encoder = new MaskingEncoder();
            encoder.setContext(context);
            encoder.setServiceName(service);
            encoder.setServiceNodeName(node);
            encoder.start();
            return encoder;
        }
    }

    private static RollingFileAppender<ILoggingEvent> file(
            Encoders encoders, Path folder, LogSettings settings) {
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setFile(folder.resolve(encoders.node() + ".json").toString());

        var window = new FixedWindowRollingPolicy();
        window.setContext(encoders.context());
        window.setParent(appender);
        window.setFileNamePattern(folder.resolve(encoders.node() + ".%i.json").toString());
        window.setMinIndex(1);
        window.setMaxIndex(settings.keptFiles());
        window.start();

        var trigger = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        trigger.setContext(encoders.context());
        // Logback's own default looks once a minute, in which a loop of errors fills a disk.
        trigger.setCheckIncrement(Duration.buildBySeconds(1));
        trigger.setMaxFileSize(new FileSize(settings.fileMebibytes() * FileSize.MB_COEFFICIENT));
        trigger.start();

        appender.setRollingPolicy(window);
        appender.setTriggeringPolicy(trigger);
        return started(encoders, appender, "file");
    }

    private static <A extends OutputStreamAppender<ILoggingEvent>> A started(
            Encoders encoders, A appender, String name) {
        appender.setContext(encoders.context());
        appender.setName(name);
        appender.setEncoder(encoders.encoder());
        appender.start();
        return appender;
    }
}
