package ats.services.continuouslearning;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Symbol;
import ats.engine.port.MarketFeed.Span;
import ats.learning.label.Label;
import ats.learning.label.Labels;
import ats.learning.label.Prices;
import ats.learning.store.ForecastStore.Judged;
import ats.learning.store.ForecastStore.Outcome;

/// Fills in what came of forecasts, by the label that the model was to foresee, from the stored
/// bars: the same code that made the labels it learned from.
final class Outcomes {

    private final LearningSettings settings;
    private final Calendar calendar;
    private final Stores stores;

    Outcomes(LearningSettings settings, Calendar calendar, Stores stores) {
        this.settings = settings;
        this.calendar = calendar;
        this.stores = stores;
    }

    /// Of this model's forecasts since `from` those whose label is known by now.
    void fill(Roster.Watched model, long from, long now) {
        var forecasts = stores.watch().forecasts();
        var open =
                forecasts.read(model.record().hash(), from, now).stream()
                        .filter(judged -> Double.isNaN(judged.outcome()))
                        .toList();
        if (open.isEmpty()) {
            return;
        }
        var label = Label.parse(model.bundle().traits().label());
        var outcomes = new ArrayList<Outcome>();
        for (var symbol : settings.symbols()) {
            var mine = open.stream().filter(judged -> judged.symbol().equals(symbol)).toList();
            if (!mine.isEmpty()) {
                outcomes.addAll(outcomes(model, mine, known(symbol, label, from, now)));
            }
        }
        forecasts.realize(outcomes);
    }

    /// By the end of the bar at which the forecast was made.
    private SortedMap<Long, Double> known(Symbol symbol, Label label, long from, long now) {
        var bars = stores.bars().bars(symbol, settings.timeframe(), new Span(from, now));
        var actions = stores.actions().between(symbol, calendar.date(from), calendar.date(now));
        var labels = label.over(Prices.of(bars, actions));
        var known = new TreeMap<Long, Double>();
        for (int bar = 0; bar < bars.size(); bar++) {
            if (present(labels, bar, now)) {
                known.put(bars.get(bar).to(), labels.realised()[bar]);
            }
        }
        return known;
    }

    private static boolean present(Labels labels, int bar, long now) {
        return labels.present(bar) && labels.to()[bar] <= now;
    }

    private static List<Outcome> outcomes(
            Roster.Watched model, List<Judged> open, SortedMap<Long, Double> known) {
        var outcomes = new ArrayList<Outcome>();
        for (var judged : open) {
            var came = known.get(judged.at());
            if (came != null) {
                outcomes.add(
                        new Outcome(model.record().hash(), judged.symbol(), judged.at(), came));
            }
        }
        return outcomes;
    }
}
