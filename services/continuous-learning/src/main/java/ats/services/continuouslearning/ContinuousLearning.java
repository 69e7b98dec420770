package ats.services.continuouslearning;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Session;
import ats.engine.Event;
import ats.engine.codec.Codec;
import ats.learning.model.Bundle;
import ats.learning.model.Stage;
import ats.learning.store.ForecastStore.Forecast;
import ats.learning.store.Job;
import ats.learning.store.ModelRecord;
import ats.platform.bus.Bus;
import ats.platform.bus.Subscription;
import ats.platform.service.Context;
import ats.platform.service.Desk;
import ats.platform.service.Health;
import ats.platform.service.Latecomer;
import ats.platform.service.Service;

import org.jspecify.annotations.Nullable;

/// Watches models and keeps them fresh. One thread owns all of it; what it decides is in the
/// database before anybody is told, so that a start goes on where the last one ended.
public final class ContinuousLearning implements Service {

    static final String NAME = "continuous-learning";

    /// Somebody filed a job, or one is over; the message is its id.
    private static final String JOBS = "jobs";

    /// Which model trades from now on.
    private static final String MODELS = "models";

    /// Something about learning has changed.
    private static final String CHANGED = "learning.changed";

    /// Market time after a close by which its last bars and fills are in.
    private static final Duration REVIEW_AFTER = Duration.ofMinutes(10);

    private final Needs needs;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Forecast> said = new ArrayList<>();
    private final AtomicLong forecasts = new AtomicLong();
    private volatile @Nullable Parts parts;
    private volatile String doing = "";
    private String hushed = "";
    private boolean begun;

    /// What it is plugged into; `shelf` gives a model by name, or an IllegalArgumentException that
    /// says what is wrong with it.
    public record Needs(
            LearningSettings settings,
            Calendar calendar,
            Stores stores,
            Function<String, Bundle> shelf) {}

    private record Parts(
            Context context,
            Desk<Item> desk,
            Roster roster,
            Lives lives,
            Trainings trainings,
            Reviews reviews,
            Requests requests) {}

    public ContinuousLearning(Needs needs) {
        this.needs = needs;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start(Context context) {
        var bus = context.bus();
        var stores = needs.stores();
        var desk = new Desk<>("learning", context.lockstep().work("learning"), this::handle);
        var roster = new Roster(stores.models(), needs.shelf(), stores.watch().vectors()::set);
        var lives = new Lives(stores.models(), roster::defect, (model, at) -> tell(bus, model, at));
        var trainings =
                new Trainings(needs.settings(), stores.jobs(), id -> publish(bus, JOBS, id));
        var hands = new Reviews.Hands(roster, lives, trainings);
        parts =
                new Parts(
                        context,
                        desk,
                        roster,
                        lives,
                        trainings,
                        new Reviews(needs.settings(), needs.calendar(), stores, hands),
                        new Requests(stores, lives, trainings));
        context.metrics().gauge("learning_forecasts", forecasts::get);
        context.metrics().gauge("learning_models_damaged", () -> roster.damaged().size());
        desk.open();
        subscriptions.add(bus.subscribe("market", NAME, message -> hear(message.bytes(), desk)));
        subscriptions.add(
                bus.subscribe(
                        "features",
                        NAME,
                        message -> desk.put(new Item.Featured(Codec.event(message.bytes())))));
        subscriptions.add(
                bus.subscribe(JOBS, NAME, message -> desk.put(new Item.JobChanged(message.key()))));
        subscriptions.add(bus.subscribe("control.learning", NAME, _ -> desk.put(new Item.Asked())));
        Latecomer.ask(context, NAME);
    }

    @Override
    public Health health() {
        var made = parts;
        if (made == null) {
            return Health.starting("not started");
        }
        if (made.desk.failure().isPresent()) {
            return Health.failed("stopped: " + made.desk.failure().get());
        }
        if (!made.desk.trouble().isEmpty()) {
            return Health.degraded("waits: " + made.desk.trouble());
        }
        return doing.startsWith("!") ? Health.warning(doing.substring(1)) : Health.ready(doing);
    }

    /// Forecasts made since the start, by all models together.
    public long forecasts() {
        return forecasts.get();
    }

    @Override
    public void close() {
        var made = parts;
        if (made == null) {
            return;
        }
        subscriptions.forEach(Subscription::close);
        made.desk.close();
    }

    private Parts started() {
        return Objects.requireNonNull(parts, "the service was not started");
    }

    /// Of the market only one thing matters here: that its history is there.
    private static void hear(byte[] message, Desk<Item> desk) {
        if (Codec.event(message) instanceof Event.Timer timer
                && timer.name().equals("history-ready")) {
            desk.put(new Item.Begin(timer.learnedAt()));
        }
    }

    private void handle(Item item) {
        var made = started();
        long now = made.context.marketClock().now();
        switch (item) {
            case Item.Begin(var at) -> begin(Math.max(at, now));
            case Item.Featured(var event) -> feature(event);
            case Item.JobChanged(var id) -> jobChanged(id);
            case Item.Due(var id) -> adopt(id, now);
            case Item.Review(var session) -> {
                made.reviews.of(session, now);
                made.lives.remind(now);
                changed();
            }
            case Item.Asked() -> {
                made.requests.obey(now);
                made.lives.remind(now);
                made.roster.refresh();
                changed();
            }
        }
    }

    /// Goes on with what the last run left: trainings whose model is not adopted yet, datasets that
    /// wait for their training. Where nothing was ever trained, the first training is asked for.
    private void begin(long now) {
        var made = started();
        made.roster.refresh();
        for (var job : made.trainings.all().reversed()) {
            jobChanged(job.id());
        }
        made.requests.obey(now);
        made.lives.remind(now);
        if (made.trainings.all().isEmpty() && needs.stores().models().all().isEmpty()) {
            made.trainings.ask("the first model", now);
        }
        if (!begun) {
            begun = true;
            awaitReview(needs.calendar().sessionOf(now));
        }
        changed();
    }

    private void feature(Event event) {
        switch (event) {
            case Event.Vector vector -> said.addAll(started().roster.forecasts(vector));
            case Event.Mark _ -> {
                if (!said.isEmpty()) {
                    needs.stores().watch().forecasts().save(List.copyOf(said));
                    forecasts.addAndGet(said.size());
                    said.clear();
                }
                hush();
            }
            case Event.Market _,
                    Event.Action _,
                    Event.Account _,
                    Event.Update _,
                    Event.ModelChange _,
                    Event.Timer _,
                    Event.Operator _ -> {}
        }
    }

    /// A champion that has fallen silent, or speaks again, is told of at once.
    private void hush() {
        var silent = started().roster.champions();
        if (!silent.equals(hushed)) {
            hushed = silent;
            changed();
        }
    }

    private void jobChanged(String id) {
        var job = needs.stores().jobs().find(id).filter(one -> one.state() == Job.State.DONE);
        if (job.isEmpty()) {
            return;
        }
        switch (job.get().kind()) {
            case DATASET -> started().trainings.train(job.get());
            case TRAINING -> due(job.get());
        }
    }

    /// When the result of this training counts; at once if that time has passed.
    private void due(Job job) {
        var made = started();
        var _ =
                made.context
                        .marketClock()
                        .at(
                                job.visibleAt(),
                                "result of " + job.id(),
                                () -> made.desk.put(new Item.Due(job.id())));
    }

    private void adopt(String id, long now) {
        var made = started();
        needs.stores()
                .jobs()
                .find(id)
                .flatMap(job -> needs.stores().models().find(job.result().output()))
                .filter(model -> model.stage() == Stage.CANDIDATE || waits(model))
                .ifPresent(model -> made.lives.adopt(model, now));
        made.lives.remind(now);
        made.roster.refresh();
        changed();
    }

    /// One that was interrupted between its first step and its second.
    private boolean waits(ModelRecord model) {
        return model.stage() == Stage.SHADOW
                && model.passed()
                && needs.stores().models().champion().isEmpty()
                && needs.stores().models().history().stream()
                        .noneMatch(step -> step.to() == Stage.CHAMPION);
    }

    private void awaitReview(Session session) {
        var made = started();
        long at = session.close() + REVIEW_AFTER.toNanos();
        var _ =
                made.context
                        .marketClock()
                        .at(
                                at,
                                "review of models",
                                () -> {
                                    made.desk.put(new Item.Review(session));
                                    awaitReview(needs.calendar().after(session.date()));
                                });
    }

    /// In words; an exclamation mark in front says that somebody should look.
    private static String text(Parts made) {
        var damaged = made.roster.damaged();
        if (!damaged.isEmpty()) {
            return "!" + String.join("; ", damaged.values());
        }
        var silent = made.roster.champions();
        if (!silent.isEmpty()) {
            return "!" + silent;
        }
        var champion =
                made.roster
                        .champion()
                        .map(model -> "champion " + model.record().hash().substring(0, 12))
                        .orElse("no champion");
        long shadows = made.roster.all().stream().filter(model -> !model.champion()).count();
        var waits = made.reviews.waitingFor();
        return champion + ", " + shadows + " in shadow" + (waits.isEmpty() ? "" : "; " + waits);
    }

    private void changed() {
        var made = started();
        doing = text(made);
        publish(made.context.bus(), CHANGED, "");
    }

    private static void tell(Bus bus, String model, long at) {
        bus.publish(MODELS, "", Codec.bytes(new Event.ModelChange(model, at, at)));
    }

    private static void publish(Bus bus, String topic, String text) {
        bus.publish(topic, text, text.getBytes(StandardCharsets.UTF_8));
    }
}
