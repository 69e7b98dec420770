package ats.platform.logs;

import ats.platform.config.Secret;
import ats.platform.json.Json;

import module java.base;

import ch.qos.logback.classic.spi.ILoggingEvent;
import co.elastic.logging.logback.EcsEncoder;
import org.jspecify.annotations.Nullable;

/// ECS JSON with the fields of fluent log calls, and with secrets covered wherever they turn up.
final class MaskingEncoder extends EcsEncoder {
    @Override
    public byte[] encode(ILoggingEvent event) {
        byte[] line = super.encode(event);
        var secrets = Logs.masked();
        if (secrets.isEmpty()) return line;
        var text = new String(line, StandardCharsets.UTF_8);
        for (Secret secret : secrets) {
            text = text.replace(secret.reveal(), "***");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void addCustomFields(ILoggingEvent event, StringBuilder line) {
        var pairs = event.getKeyValuePairs();
        if (pairs == null) return;
        for (var pair : pairs) {
            line.append(Json.write("ats." + pair.key)).append(':');
            line.append(value(pair.value)).append(',');
        }
    }

    private static String value(@Nullable Object value) {
        return switch (value) {
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case Boolean truth -> truth.toString();
            case null, default -> Json.write(String.valueOf(value));
        };
    }
}
