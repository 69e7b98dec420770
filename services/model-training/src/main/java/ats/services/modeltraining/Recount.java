package ats.services.modeltraining;

import module java.base;

import ats.domain.Calendar;
import ats.learning.job.TrainingRequest;
import ats.learning.model.Bundle;
import ats.learning.model.Trainer;
import ats.learning.store.ModelRecord;
import ats.learning.store.Trial;
import ats.learning.study.Card;
import ats.learning.study.Notebook;
import ats.learning.study.StudySettings;
import ats.platform.Fault;
import ats.platform.files.Vault;
import ats.platform.json.Json;

import tools.jackson.databind.JsonNode;

/// Makes a model once more from what its card names, and compares each number of the card and each
/// byte of the model.
public final class Recount {

    private final Vault datasets;
    private final Trainer trainer;
    private final Function<String, Calendar> calendars;

    /// `calendars` gives a calendar by its name.
    public Recount(Vault datasets, Trainer trainer, Function<String, Calendar> calendars) {
        this.datasets = datasets;
        this.trainer = trainer;
        this.calendars = calendars;
    }

    /// A model of the registry, with the files that were found under its name.
    public record Registered(ModelRecord record, Bundle kept) {}

    /// The first difference, in words; nothing where all is the same. `trials` are all that the
    /// registry has. A fault names a dataset that is missing or damaged.
    public Optional<String> difference(Registered model, List<Trial> trials, Notebook notebook) {
        var record = model.record();
        var kept = model.kept();
        var told = Json.parse(kept.card());
        var registered =
                first("card", Json.parse(record.card()), told)
                        .map(where -> where.text("the registry has", "the model's file"));
        if (registered.isPresent()) {
            return registered;
        }
        if (told.path("terms").isMissingNode()) {
            throw Fault.misuse(
                    "the card of "
                            + record.hash()
                            + " comes from an older version, which did not keep by what it was"
                            + " judged; train anew to get one that can be recomputed");
        }
        var again = again(record, Json.read(kept.card(), Card.class), trials, notebook);
        return first("card", told, Json.parse(again.card()))
                .map(where -> where.text("the card says", "it comes out as"))
                .or(() -> label(record, again))
                .or(
                        () ->
                                kept.differing(again)
                                        .map(file -> "its file " + file + " comes out otherwise"));
    }

    private Bundle again(ModelRecord record, Card card, List<Trial> trials, Notebook notebook) {
        var terms = card.terms();
        var settings =
                new StudySettings(
                        terms.folds(),
                        card.embargo(),
                        card.grid(),
                        terms.costPerSide(),
                        calendars.apply(terms.calendar()),
                        terms.gate(),
                        Trial.before(record.job(), trials),
                        card.cutoff());
        var request =
                new TrainingRequest(
                        card.dataset(), card.label(), card.cutoff(), card.parameters().seed());
        var making = new Making(datasets, trainer, terms.calendar(), card.code());
        return making.of(request, settings, notebook).bundle();
    }

    /// What the registry says beside the card.
    private static Optional<String> label(ModelRecord record, Bundle again) {
        var card = Json.read(again.card(), Card.class);
        if (record.passed() != card.verdict().passed()) {
            return Optional.of(
                    "the registry has passed " + record.passed() + ", its gate says otherwise");
        }
        return record.trainedTo() == card.cutoff()
                ? Optional.empty()
                : Optional.of(
                        "the registry has trained to "
                                + record.trainedTo()
                                + ", the card says "
                                + card.cutoff());
    }

    /// Two values at one place of a card.
    private record Place(String path, String here, String there) {

        String text(String first, String second) {
            return "%s: %s %s, %s %s".formatted(path, first, here, second, there);
        }
    }

    /// The first place, in the order of the fields, at which two cards differ.
    private static Optional<Place> first(String path, JsonNode here, JsonNode there) {
        if (here.equals(there)) {
            return Optional.empty();
        }
        if (here.isArray() && there.isArray() && here.size() == there.size()) {
            return IntStream.range(0, here.size())
                    .mapToObj(at -> first(path + "[" + at + "]", here.path(at), there.path(at)))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (here.isObject() && there.isObject()) {
            var names = new LinkedHashSet<>(here.propertyNames());
            names.addAll(there.propertyNames());
            return names.stream()
                    .map(name -> first(path + "." + name, here.path(name), there.path(name)))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.of(new Place(path, said(here), said(there)));
    }

    private static String said(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}
