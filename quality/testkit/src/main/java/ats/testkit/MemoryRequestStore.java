package ats.testkit;

import module java.base;

import ats.learning.store.RequestStore;

/// Requests in memory.
public final class MemoryRequestStore implements RequestStore {

    private final SequencedMap<String, Request> requests = new LinkedHashMap<>();
    private final Map<String, String> outcomes = new TreeMap<>();

    @Override
    public synchronized boolean record(Request request) {
        return requests.putIfAbsent(request.id(), request) == null;
    }

    @Override
    public synchronized List<Request> pending() {
        return requests.values().stream()
                .filter(request -> !outcomes.containsKey(request.id()))
                .toList();
    }

    @Override
    public synchronized void handled(String id, String outcome) {
        if (requests.containsKey(id)) {
            outcomes.putIfAbsent(id, outcome);
        }
    }

    @Override
    public synchronized Optional<String> outcome(String id) {
        return Optional.ofNullable(outcomes.get(id));
    }
}
