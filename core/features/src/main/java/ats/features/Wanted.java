package ats.features;

import module java.base;

/// What is asked of the windows of one series: for each length, from the longest to the shortest,
/// where each result goes. A result that nobody asked for goes to a spare place.
record Wanted(NavigableMap<Integer, Map<Operator, Integer>> byBars, int spare) {

    int[] bars() {
        return byBars.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    int longest() {
        return byBars.firstKey();
    }

    int[] of(Operator operator) {
        return byBars.values().stream()
                .mapToInt(one -> one.getOrDefault(operator, spare))
                .toArray();
    }

    /// What is asked of any of the windows.
    List<Operator> operators() {
        return byBars.values().stream().flatMap(one -> one.keySet().stream()).toList();
    }
}
