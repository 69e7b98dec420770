package ats.services.continuouslearning;

import module java.base;

import ats.learning.model.Stage;
import ats.learning.store.JobStore;
import ats.learning.store.ModelRecord;
import ats.learning.store.ModelStore;
import ats.learning.store.RequestStore;
import ats.learning.store.RequestStore.Request;

/// Does what people ask for, and says what came of it. A model that its gate refused trades for
/// nobody.
final class Requests {

    private final RequestStore requests;
    private final JobStore jobs;
    private final ModelStore models;
    private final Lives lives;
    private final Trainings trainings;

    Requests(Stores stores, Lives lives, Trainings trainings) {
        requests = stores.requests();
        jobs = stores.jobs();
        models = stores.models();
        this.lives = lives;
        this.trainings = trainings;
    }

    void obey(long now) {
        for (var request : requests.pending()) {
            requests.handled(request.id(), outcome(request, now));
        }
    }

    private String outcome(Request request, long now) {
        return switch (request.kind()) {
            case TRAIN -> {
                var job = trainings.ask(why(request), now);
                yield job.map(filed -> "asked for: " + filed.id())
                        .orElse("a training is under way already");
            }
            case CANCEL ->
                    jobs.cancel(request.subject())
                            ? "canceled: " + request.subject()
                            : "there is no job " + request.subject() + " under way";
            case PROMOTE -> promote(request, now);
            case ROLLBACK -> rollBack(request, now);
        };
    }

    private String promote(Request request, long now) {
        var found =
                models.all().stream()
                        .filter(model -> model.hash().startsWith(request.subject()))
                        .toList();
        if (found.size() != 1 || request.subject().isBlank()) {
            return found.size()
                    + " models have a name that begins with '"
                    + request.subject()
                    + "'";
        }
        var model = found.getFirst();
        if (!model.passed()) {
            return model.hash() + " was refused by its gate and may not trade";
        }
        if (model.stage() == Stage.CHAMPION) {
            return model.hash() + " is champion";
        }
        if (!ready(model)) {
            return model.hash() + " is " + model.stage() + " and cannot be promoted";
        }
        return lives.crown(model, now, request.issuer(), why(request))
                .map(broken -> "not promoted: " + broken)
                .orElse(model.hash() + " is champion");
    }

    /// One step back for one request, also when we died between the step and its answer.
    private String rollBack(Request request, long now) {
        var why = why(request) + " (" + request.id() + ")";
        boolean done = models.history().stream().anyMatch(step -> step.reason().endsWith(why));
        return done
                ? models.champion()
                        .map(model -> model.hash() + " is champion again")
                        .orElse("nobody is champion now")
                : lives.rollBack(now, request.issuer(), why);
    }

    private static String why(Request request) {
        var asked = "asked for by " + request.issuer();
        return request.reason().isBlank() ? asked : asked + ": " + request.reason();
    }

    private static boolean ready(ModelRecord model) {
        return model.stage() == Stage.SHADOW
                || model.stage() == Stage.CANARY
                || model.stage() == Stage.RETIRED;
    }
}
