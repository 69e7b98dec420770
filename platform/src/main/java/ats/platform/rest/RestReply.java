package ats.platform.rest;

import module java.base;

/// What became of a request.
public sealed interface RestReply {

    /// The host answered; header names are in lower case.
    record Answered(int status, SortedMap<String, String> headers, String body)
            implements RestReply {

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /// The seconds that the host asks us to wait, if it does so in a way that can be read.
        public OptionalLong retryAfterSeconds() {
            var digits = header("retry-after").filter(text -> text.matches("[0-9]{1,6}"));
            return digits.map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
        }
    }

    /// It was sent, or may have been, and no answer came: the host may have acted on it.
    record Unanswered(String reason) implements RestReply {}

    /// It never left: an earlier request was still open when its time was over.
    record NotSent(String reason) implements RestReply {}
}
