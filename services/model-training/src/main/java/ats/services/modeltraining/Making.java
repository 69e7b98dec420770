package ats.services.modeltraining;

import module java.base;

import ats.features.FeatureSet;
import ats.learning.drift.Quantiles;
import ats.learning.job.TrainingRequest;
import ats.learning.label.Label;
import ats.learning.model.Bundle;
import ats.learning.model.Trainer;
import ats.learning.statistics.Moments;
import ats.learning.study.Notebook;
import ats.learning.study.Study;
import ats.learning.study.StudySettings;
import ats.learning.study.Subject;
import ats.learning.table.Table;
import ats.platform.columns.ColumnFolder;
import ats.platform.files.Vault;
import ats.platform.json.Json;

/// From a dataset to a judged model with all that stays with it. The same request and settings give
/// the same bytes, today and when somebody checks.
///
/// @param calendar the name of the settings' calendar, for the card
/// @param code the version of the program, for the card
record Making(Vault datasets, Trainer trainer, String calendar, String code) {

    /// A model, and what its study showed.
    record Made(Bundle bundle, Study.Result result) {}

    Made of(TrainingRequest request, StudySettings settings, Notebook notebook) {
        var dataset = ColumnFolder.open(datasets, request.dataset());
        var table = DatasetTable.of(dataset);
        var set = FeatureSet.parse(dataset.about().getOrDefault("features", ""));
        var subject =
                new Subject(table, request.dataset(), set.hash(), request.label(), calendar, code);
        var result = new Study(trainer, settings).of(subject, notebook);
        return new Made(bundle(result, set, table, request), result);
    }

    private static Bundle bundle(
            Study.Result result, FeatureSet set, Table table, TrainingRequest request) {
        var traits =
                new Bundle.Traits(
                        set.hash(),
                        request.label(),
                        Label.parse(request.label()).bars(),
                        Moments.of(result.forecasts()).deviation());
        return new Bundle(
                result.model().forest(),
                result.model().original(),
                Json.write(result.card()),
                set.canonical(),
                reference(table),
                traits);
    }

    /// Where each feature lies.
    private static SortedMap<String, Quantiles> reference(Table table) {
        var reference = new TreeMap<String, Quantiles>();
        for (int column = 0; column < table.names().size(); column++) {
            var values = new float[table.rows()];
            for (int row = 0; row < values.length; row++) {
                values[row] = table.features().get(column).at(row);
            }
            reference.put(table.names().get(column), Quantiles.of(values));
        }
        return reference;
    }
}
