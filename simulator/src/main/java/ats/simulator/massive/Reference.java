package ats.simulator.massive;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.CorporateAction.Dividend;
import ats.domain.CorporateAction.Split;
import ats.platform.json.Json;
import ats.simulator.market.MarketDriver;

import tools.jackson.databind.node.ObjectNode;

/// Splits and dividends. Each is known thirty minutes before the open of its ex-date, and not
/// earlier: announcements are not part of the market's data.
final class Reference {

    private static final int USUAL = 10;
    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);

    private final Market market;

    Reference(Market market) {
        this.market = market;
    }

    ObjectNode splits(Question question, int most, Function<String, String> link) {
        var rows =
                known(question, "execution_date")
                        .filter(Split.class::isInstance)
                        .map(action -> row((Split) action))
                        .toList();
        return page(rows, question, most, link);
    }

    ObjectNode dividends(Question question, int most, Function<String, String> link) {
        var rows =
                known(question, "ex_dividend_date")
                        .filter(Dividend.class::isInstance)
                        .map(action -> row((Dividend) action))
                        .toList();
        return page(rows, question, most, link);
    }

    private Stream<CorporateAction> known(Question question, String dateField) {
        var from =
                day(question, dateField + ".gte")
                        .or(() -> day(question, dateField + ".gt").map(date -> date.plusDays(1)))
                        .or(() -> day(question, dateField))
                        .orElse(FIRST);
        var to =
                day(question, dateField + ".lte")
                        .or(() -> day(question, dateField + ".lt").map(date -> date.minusDays(1)))
                        .or(() -> day(question, dateField))
                        .orElse(market.calendar().date(market.clock().now()).plusDays(1));
        var tickers = tickers(question);
        long now = market.clock().now();
        var found =
                new ArrayList<>(
                        market.source().actions(from, to).stream()
                                .filter(
                                        action ->
                                                market.source().symbols().contains(action.symbol()))
                                .filter(
                                        action ->
                                                tickers.isEmpty()
                                                        || tickers.contains(action.symbol().text()))
                                .filter(action -> knownAt(action) <= now)
                                .toList());
        return question.descending(dateField) ? found.reversed().stream() : found.stream();
    }

    private long knownAt(CorporateAction action) {
        var calendar = market.calendar();
        var session =
                calendar.session(action.exDate()).orElseGet(() -> calendar.after(action.exDate()));
        return session.open() - MarketDriver.BEFORE_OPEN_NANOS;
    }

    private static Set<String> tickers(Question question) {
        return question.option("ticker.any_of")
                .or(() -> question.option("ticker"))
                .map(text -> Set.of(text.split(",")))
                .orElse(Set.of());
    }

    private static Optional<LocalDate> day(Question question, String name) {
        try {
            return question.option(name).map(LocalDate::parse);
        } catch (DateTimeException garbage) {
            throw Refused.error(400, "'" + name + "' is not a date");
        }
    }

    private static ObjectNode row(Split split) {
        var row = named(split, "S");
        return row.put("execution_date", split.exDate().toString())
                .put("split_from", split.from())
                .put("split_to", split.to())
                .put(
                        "adjustment_type",
                        split.to() > split.from() ? "forward_split" : "reverse_split");
    }

    private static ObjectNode row(Dividend dividend) {
        var row = named(dividend, "D");
        return row.put("ex_dividend_date", dividend.exDate().toString())
                .put("cash_amount", Aggregates.plain(dividend.perShare().decimal()))
                .put("currency", "USD")
                .put("distribution_type", "recurring");
    }

    private static ObjectNode named(CorporateAction action, String kind) {
        return Json.mapper()
                .createObjectNode()
                .put("id", kind + action.symbol().text() + action.exDate())
                .put("ticker", action.symbol().text());
    }

    private static ObjectNode page(
            List<ObjectNode> rows, Question question, int most, Function<String, String> link) {
        int limit = question.limit(USUAL, most);
        int offset = Math.min(question.offset(), rows.size());
        int end = Math.min(rows.size(), offset + limit);
        var answer = Json.mapper().createObjectNode().put("status", "OK");
        var results = answer.putArray("results");
        rows.subList(offset, end).forEach(results::add);
        if (end < rows.size()) {
            answer.put("next_url", link.apply(question.cursor(end)));
        }
        return answer;
    }
}
