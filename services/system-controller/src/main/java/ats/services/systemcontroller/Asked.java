package ats.services.systemcontroller;

import module java.base;

import ats.platform.Fault;
import ats.platform.http.Request;
import ats.platform.json.Json;

/// What an operator sent along with a command. Asked twice with the same `Idempotency-Key` it has
/// the same id.
///
/// @param subject of what, `""` where the body names nothing
/// @param reason why, `""` where the body says nothing
record Asked(String id, String subject, String reason) {

    private static final int LONGEST_REASON = 200;
    private static final Pattern KEY = Pattern.compile("[\\w.:-]{1,80}");

    static Asked of(Request request) {
        var id = request.header("Idempotency-Key").map(Asked::key).orElseGet(Asked::fresh);
        if (request.body().isBlank()) {
            return new Asked(id, "", "");
        }
        var body = Json.parse(request.body());
        var subject = Json.text(body, "subject").orElse("").strip();
        var reason = Json.text(body, "reason").orElse("").strip();
        return new Asked(
                id, subject, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
    }

    private static String key(String written) {
        if (!KEY.matcher(written).matches()) {
            throw Fault.misuse("an Idempotency-Key has 1 to 80 letters, digits, and .:_-");
        }
        return "page-" + written;
    }

    /// Chosen by nobody and never again: the only random thing here, and it decides nothing.
    private static String fresh() {
        return "page-" + UUID.randomUUID();
    }
}
