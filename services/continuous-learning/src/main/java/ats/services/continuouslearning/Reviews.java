package ats.services.continuouslearning;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Session;
import ats.learning.drift.SkillMonitor;
import ats.learning.model.Stage;
import ats.learning.policy.Challenge;
import ats.learning.policy.Facts;
import ats.learning.policy.Policy;
import ats.learning.policy.Trigger;
import ats.learning.store.ModelRecord;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is looked at after each session, and what follows from it: first whether the champion has
/// to go, then whether a shadow is better, then whether to train.
final class Reviews {

    private static final SkillMonitor.Skill UNKNOWN =
            new SkillMonitor.Skill(Double.NaN, Double.POSITIVE_INFINITY, 0);

    private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);

    private final LearningSettings settings;
    private final Calendar calendar;
    private final Hands hands;
    private final Outcomes outcomes;
    private final Sight sight;
    private volatile String waitingFor = "";

    /// Through which it acts.
    record Hands(Roster roster, Lives lives, Trainings trainings) {}

    Reviews(LearningSettings settings, Calendar calendar, Stores stores, Hands hands) {
        this.settings = settings;
        this.calendar = calendar;
        this.hands = hands;
        outcomes = new Outcomes(settings, calendar, stores);
        sight = new Sight(settings, calendar, stores);
    }

    /// What learning waits for, in words.
    String waitingFor() {
        return waitingFor;
    }

    void of(Session session, long now) {
        hands.roster().refresh();
        long from = sight.windowStart(session);
        var skills = new TreeMap<String, SkillMonitor.Skill>();
        for (var model : hands.roster().all()) {
            outcomes.fill(model, from, now);
            skills.put(model.record().hash(), sight.skill(model, session));
        }
        rollBack(session, skills, now);
        challenge(session, now);
        retire(now);
        hands.roster().refresh();
        train(session, skills, now);
    }

    private void rollBack(Session session, SortedMap<String, SkillMonitor.Skill> skills, long now) {
        var champion = hands.roster().champion();
        if (champion.isEmpty()) {
            return;
        }
        var skill = skills.getOrDefault(champion.get().record().hash(), UNKNOWN);
        long crowned = hands.lives().lineage().reigns().getLast().since();
        var earnings = sight.earnings(champion.get(), crowned, session);
        var reason = settings.rules().rollback().reason(skill, earnings);
        if (reason.isPresent()) {
            var said = hands.lives().rollBack(now, ContinuousLearning.NAME, reason.get());
            LOG.atWarn()
                    .setMessage("champion.rolled.back")
                    .addKeyValue("reason", reason.get())
                    .addKeyValue("now", said)
                    .log();
            hands.roster().refresh();
        }
    }

    /// Only one that passed its gate may challenge; both are judged by the sessions that both
    /// forecast.
    private void challenge(Session session, long now) {
        var champion = hands.roster().champion();
        if (champion.isEmpty()) {
            return;
        }
        var theirs = sight.correlations(champion.get(), session);
        for (var shadow : hands.roster().all()) {
            if (shadow.champion() || !shadow.record().passed()) {
                continue;
            }
            var ours = sight.correlations(shadow, session);
            var common = new TreeSet<>(ours.keySet());
            common.retainAll(theirs.keySet());
            var outcome =
                    settings.rules()
                            .challenge()
                            .between(figures(theirs, common), figures(ours, common));
            if (outcome instanceof Challenge.Outcome.Promoted(var difference, var t)) {
                var reason =
                        String.format(
                                Locale.ROOT,
                                "better than the champion by %.4f of rank correlation"
                                        + " over %d sessions, t %.2f",
                                difference,
                                common.size(),
                                t);
                var broken =
                        hands.lives().crown(shadow.record(), now, ContinuousLearning.NAME, reason);
                if (broken.isEmpty()) {
                    return;
                }
            }
        }
    }

    private static double[] figures(SortedMap<LocalDate, Double> all, SortedSet<LocalDate> days) {
        return days.stream().mapToDouble(day -> all.getOrDefault(day, Double.NaN)).toArray();
    }

    /// The newest shadows stay; too many would only cost time.
    private void retire(long now) {
        var shadows =
                hands.roster().all().stream()
                        .map(Roster.Watched::record)
                        .filter(record -> record.stage() == Stage.SHADOW)
                        .sorted(
                                Comparator.comparingLong(ModelRecord::registeredAt)
                                        .thenComparing(ModelRecord::hash)
                                        .reversed())
                        .skip(settings.shadows())
                        .toList();
        for (var old : shadows) {
            hands.lives().retire(old, now, "newer shadows are watched");
        }
    }

    private void train(Session session, SortedMap<String, SkillMonitor.Skill> skills, long now) {
        var champion = hands.roster().champion();
        var watched = champion.or(this::newestShadow);
        var drift = watched.flatMap(model -> sight.drift(model, session));
        var facts =
                new Facts(
                        now,
                        champion.isPresent() ? 0 : sessionsWithout(now),
                        champion.map(model -> sessionsOfAge(model.record(), now)).orElse(0),
                        champion.isPresent() ? drift.map(seen -> seen.share()).orElse(0.0) : 0,
                        champion.map(model -> skills.getOrDefault(model.record().hash(), UNKNOWN))
                                .orElse(UNKNOWN),
                        List.of(),
                        hands.trainings().asked());
        switch (settings.rules().policy().answer(facts)) {
            case Policy.Answer.Train(var why) -> {
                var asked = hands.trainings().ask(words(why), now);
                waitingFor = asked.isPresent() ? "" : "a training is under way";
            }
            case Policy.Answer.Cooling(var why, var until) ->
                    waitingFor = words(why) + "; not before " + date(until);
            case Policy.Answer.Spent(var why, var until) ->
                    waitingFor = words(why) + "; the budget is spent until " + date(until);
            case Policy.Answer.Nothing() ->
                    waitingFor = champion.isPresent() ? "" : "sessions without a champion";
        }
    }

    /// A training since then was fresher, and it was not better: to ask again at once would not
    /// help.
    private int sessionsOfAge(ModelRecord champion, long now) {
        var asked = hands.trainings().asked();
        long last = asked.isEmpty() ? Long.MIN_VALUE : asked.getLast();
        return sessions(Math.max(champion.trainedTo(), last), now);
    }

    private Optional<Roster.Watched> newestShadow() {
        return hands.roster().all().stream()
                .max(
                        Comparator.comparingLong(
                                        (Roster.Watched model) -> model.record().registeredAt())
                                .thenComparing(model -> model.record().hash()));
    }

    /// Since the last champion went, or since the last training that led to none.
    private int sessionsWithout(long now) {
        var reigns = hands.lives().lineage().reigns();
        var asked = hands.trainings().asked();
        long gone = reigns.isEmpty() ? Long.MIN_VALUE : reigns.getLast().since();
        long tried = asked.isEmpty() ? Long.MIN_VALUE : asked.getLast();
        long since = Math.max(gone, tried);
        return since == Long.MIN_VALUE ? 0 : sessions(since, now);
    }

    /// How many sessions ended in between.
    private int sessions(long from, long to) {
        int count = 0;
        var session = calendar.sessionOf(from);
        while (session.close() <= to) {
            count++;
            session = calendar.after(session.date());
        }
        return count;
    }

    private LocalDate date(long at) {
        return calendar.date(at);
    }

    private static String words(List<Trigger> why) {
        return why.stream().map(Reviews::words).collect(Collectors.joining("; "));
    }

    private static String words(Trigger trigger) {
        return switch (trigger) {
            case Trigger.NoChampion(var sessions) ->
                    "no champion, and "
                            + sessions
                            + (sessions == 1 ? " session" : " sessions")
                            + " since the last training or champion";
            case Trigger.DataDrift(var share) ->
                    String.format(Locale.ROOT, "%.0f %% of the features drifted", 100 * share);
            case Trigger.SkillLost(var skill, var error, var bound) ->
                    String.format(
                            Locale.ROOT,
                            "the champion's rank correlation of %.4f ± %.4f is surely below %.4f",
                            skill,
                            error,
                            bound);
            case Trigger.LossDrift(var detector) -> detector + " found a change of the loss";
            case Trigger.Aged(var sessions) ->
                    "the last training was " + sessions + " sessions ago";
        };
    }
}
