package ats.simulator.alpaca;

import module java.base;

import ats.platform.Fault;
import ats.platform.json.Json;

import tools.jackson.databind.JsonNode;

/// A request: what its path names, what its query asks, what its body says.
record Call(Map<String, String> path, Map<String, List<String>> query, String body) {

    /// A part of the path that the route has.
    String named(String part) {
        return perhaps(part).orElseThrow();
    }

    /// A part of the path that the route may have.
    Optional<String> perhaps(String part) {
        return Optional.ofNullable(path.get(part));
    }

    /// Several values of one name come as one, with commas.
    Optional<String> asked(String name) {
        return Optional.ofNullable(query.get(name))
                .map(values -> String.join(",", values))
                .filter(text -> !text.isBlank());
    }

    OptionalLong askedTime(String name) {
        try {
            return asked(name).map(Wire::nanos).map(OptionalLong::of).orElse(OptionalLong.empty());
        } catch (DateTimeException | ArithmeticException wrong) {
            throw Refusal.incomplete("invalid " + name + ": " + wrong.getMessage());
        }
    }

    /// Between 1 and `most`.
    int askedNumber(String name, int usual, int most) {
        try {
            int number = asked(name).map(Integer::parseInt).orElse(usual);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            throw Refusal.incomplete(name + " must be a number: " + notOne.getMessage());
        }
        throw Refusal.incomplete(name + " must be between 1 and " + most);
    }

    JsonNode json() {
        try {
            var json = Json.parse(body);
            if (json.isObject()) {
                return json;
            }
        } catch (Fault garbage) {
            throw Refusal.unreadable("request body format is invalid");
        }
        throw Refusal.unreadable("request body format is invalid");
    }
}
