package ats.testkit;

import module java.base;

import ats.learning.store.MonitorStore;

/// Looks at features and models in memory.
public final class MemoryMonitorStore implements MonitorStore {

    private static final Comparator<DriftRow> BY_TIME =
            Comparator.comparingLong(DriftRow::at).thenComparing(DriftRow::model);

    private final SortedMap<String, NavigableSet<DriftRow>> features = new TreeMap<>();
    private final Map<String, SortedMap<Long, SkillRow>> models = new TreeMap<>();

    @Override
    public synchronized void save(List<DriftRow> rows) {
        for (var row : rows) {
            var looks = features.computeIfAbsent(row.feature(), _ -> new TreeSet<>(BY_TIME));
            looks.remove(row);
            looks.add(row);
        }
    }

    @Override
    public synchronized void save(SkillRow row) {
        models.computeIfAbsent(row.model(), _ -> new TreeMap<>()).put(row.at(), row);
    }

    @Override
    public synchronized List<DriftRow> drift() {
        return features.values().stream().map(NavigableSet::last).toList();
    }

    @Override
    public synchronized List<SkillRow> skill(String model, int count) {
        return models.getOrDefault(model, new TreeMap<>()).reversed().values().stream()
                .limit(count)
                .toList();
    }
}
