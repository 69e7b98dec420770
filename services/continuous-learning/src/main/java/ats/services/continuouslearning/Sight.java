package ats.services.continuouslearning;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Session;
import ats.learning.drift.DataDrift;
import ats.learning.drift.SkillMonitor;
import ats.learning.label.Label;
import ats.learning.policy.Earnings;
import ats.learning.statistics.Correlation;
import ats.learning.store.ForecastStore.Judged;
import ats.learning.store.MonitorStore.DriftRow;
import ats.learning.store.MonitorStore.SkillRow;

/// How well models foresee, and how far the features have moved from where a model learned them.
final class Sight {

    /// Sessions; more would cost every review more the longer a champion reigns.
    private static final int QUARTER = 63;

    private final LearningSettings settings;
    private final Calendar calendar;
    private final Stores stores;

    Sight(LearningSettings settings, Calendar calendar, Stores stores) {
        this.settings = settings;
        this.calendar = calendar;
        this.stores = stores;
    }

    /// The start of the window of sessions that ends with this one.
    long windowStart(Session session) {
        return start(session, settings.window());
    }

    private long start(Session session, int sessions) {
        var date = session.date();
        var found = session;
        for (int count = 1; count < sessions; ) {
            date = date.minusDays(1);
            var before = calendar.session(date);
            if (before.isPresent()) {
                found = before.get();
                count++;
            }
        }
        return found.open();
    }

    /// The rolling rank correlation of a model's forecasts with what came; kept in the store.
    SkillMonitor.Skill skill(Roster.Watched model, Session session) {
        var label = Label.parse(model.bundle().traits().label());
        var monitor = new SkillMonitor(settings.window(), sessionsOf(label, session));
        var bySession = bySession(model, session);
        long count = 0;
        for (var judged : bySession.values()) {
            count += judged.size();
            monitor.session(forecasts(judged), outcomes(judged));
        }
        var skill = monitor.now();
        stores.watch()
                .monitor()
                .save(
                        new SkillRow(
                                session.close(),
                                model.record().hash(),
                                count,
                                skill.value(),
                                skill.error()));
        return skill;
    }

    /// The rank correlation of each session, by date.
    SortedMap<LocalDate, Double> correlations(Roster.Watched model, Session session) {
        var correlations = new TreeMap<LocalDate, Double>();
        bySession(model, session)
                .forEach(
                        (date, judged) -> {
                            double value =
                                    Correlation.spearman(forecasts(judged), outcomes(judged));
                            if (!Double.isNaN(value)) {
                                correlations.put(date, value);
                            }
                        });
        return correlations;
    }

    /// What following a model has earned since then, instant by instant, as far as it is known; of
    /// a long reign the last quarter.
    double[] earnings(Roster.Watched model, long crowned, Session session) {
        long since = Math.max(crowned, start(session, QUARTER));
        var traits = model.bundle().traits();
        var earnings =
                new Earnings(traits.scale(), traits.horizon(), settings.rules().costPerSide());
        var byInstant = new TreeMap<Long, List<Judged>>();
        for (var judged : forecasts(model, since, session)) {
            byInstant.computeIfAbsent(judged.at(), _ -> new ArrayList<>()).add(judged);
        }
        return byInstant.values().stream()
                .mapToDouble(judged -> earnings.of(forecasts(judged), outcomes(judged)))
                .toArray();
    }

    private List<Judged> forecasts(Roster.Watched model, long since, Session session) {
        return stores.watch().forecasts().read(model.record().hash(), since, session.close() + 1);
    }

    private static double[] forecasts(List<Judged> judged) {
        return judged.stream().mapToDouble(Judged::forecast).toArray();
    }

    private static double[] outcomes(List<Judged> judged) {
        return judged.stream().mapToDouble(Judged::outcome).toArray();
    }

    /// Sessions all of whose outcomes are known.
    private SortedMap<LocalDate, List<Judged>> bySession(Roster.Watched model, Session session) {
        var bySession = new TreeMap<LocalDate, List<Judged>>();
        for (var judged : forecasts(model, windowStart(session), session)) {
            bySession
                    .computeIfAbsent(calendar.date(judged.at() - 1), _ -> new ArrayList<>())
                    .add(judged);
        }
        bySession
                .values()
                .removeIf(judged -> judged.stream().anyMatch(one -> Double.isNaN(one.outcome())));
        return bySession;
    }

    /// How many sessions a label reaches over: neighbours share returns.
    private int sessionsOf(Label label, Session session) {
        long perSession =
                Math.max(1, (session.close() - session.open()) / settings.timeframe().nanos());
        return Math.toIntExact(1 + label.bars() / perSession);
    }

    /// The features of the window's sessions against where this model learned them; kept in the
    /// store. Nothing while there are no vectors.
    Optional<DataDrift> drift(Roster.Watched model, Session session) {
        var version = model.bundle().traits().featureSet();
        var rows =
                stores.watch().vectors().read(version, windowStart(session), session.close() + 1);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var names = ats.features.FeatureSet.parse(model.bundle().features()).names();
        var current = new TreeMap<String, float[]>();
        for (int feature = 0; feature < names.size(); feature++) {
            var values = new float[rows.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = rows.get(row).values().get(feature);
            }
            current.put(names.get(feature), values);
        }
        var drift = DataDrift.of(model.bundle().reference(), current, settings.rules().drift());
        stores.watch().monitor().save(rows(drift, model, session));
        return Optional.of(drift);
    }

    private static List<DriftRow> rows(DataDrift drift, Roster.Watched model, Session session) {
        return drift.features().entrySet().stream()
                .map(
                        feature ->
                                new DriftRow(
                                        session.close(),
                                        model.record().hash(),
                                        feature.getKey(),
                                        feature.getValue().stability().index(),
                                        feature.getValue().stability().probability(),
                                        feature.getValue().drifted()))
                .toList();
    }
}
