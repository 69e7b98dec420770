package ats.testkit;

import module java.base;

import ats.domain.Symbol;
import ats.learning.store.ForecastStore;

/// Forecasts in memory.
public final class MemoryForecastStore implements ForecastStore {

    private static final Comparator<Judged> BY_TIME =
            Comparator.comparingLong(Judged::at).thenComparing(Judged::symbol);

    private final Map<String, Map<Place, Judged>> models = new TreeMap<>();

    @Override
    public synchronized void save(List<Forecast> forecasts) {
        for (var said : forecasts) {
            var judged = new Judged(said.symbol(), said.at(), said.value(), Double.NaN);
            models.computeIfAbsent(said.model(), _ -> new HashMap<>())
                    .putIfAbsent(new Place(said.symbol(), said.at()), judged);
        }
    }

    @Override
    public synchronized void realize(List<Outcome> outcomes) {
        for (var came : outcomes) {
            models.getOrDefault(came.model(), new HashMap<>())
                    .computeIfPresent(
                            new Place(came.symbol(), came.at()),
                            (_, said) ->
                                    new Judged(
                                            said.symbol(),
                                            said.at(),
                                            said.forecast(),
                                            came.value()));
        }
    }

    @Override
    public synchronized List<Judged> read(String model, long from, long to) {
        return models.getOrDefault(model, Map.of()).values().stream()
                .filter(judged -> judged.at() >= from && judged.at() < to)
                .sorted(BY_TIME)
                .toList();
    }

    @Override
    public synchronized SortedMap<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        models.forEach((model, said) -> counts.put(model, (long) said.size()));
        return counts;
    }

    private record Place(Symbol symbol, long at) {}
}
