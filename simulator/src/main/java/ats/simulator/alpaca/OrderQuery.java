package ats.simulator.alpaca;

import module java.base;

import java.util.stream.Stream;

/// Which orders a request asks for, the newest first unless it says otherwise.
record OrderQuery(
        String status,
        OptionalLong after,
        OptionalLong until,
        boolean oldestFirst,
        Set<String> symbols,
        String side,
        String afterOrder,
        String beforeOrder) {

    static OrderQuery of(Call call) {
        var status = call.asked("status").orElse("open");
        if (!Set.of("open", "closed", "all").contains(status)) {
            throw Refusal.incomplete("invalid status: \"" + status + "\"");
        }
        return new OrderQuery(
                status,
                call.askedTime("after"),
                call.askedTime("until"),
                call.asked("direction").orElse("desc").equals("asc"),
                call.asked("symbols").map(text -> Set.of(text.split(",", -1))).orElse(Set.of()),
                call.asked("side").orElse(""),
                call.asked("after_order_id").orElse(""),
                call.asked("before_order_id").orElse(""));
    }

    Stream<OrderRow> in(OrderRows rows) {
        var all = status.equals("open") ? rows.working() : rows.all();
        var later = all.stream();
        if (!afterOrder.isEmpty()) {
            later = later.dropWhile(row -> !row.id().equals(afterOrder)).skip(1);
        }
        if (!beforeOrder.isEmpty()) {
            later = later.takeWhile(row -> !row.id().equals(beforeOrder));
        }
        var found = later.filter(this::wants).toList();
        return (oldestFirst ? found : found.reversed()).stream();
    }

    private boolean wants(OrderRow row) {
        var terms = row.terms();
        return (!status.equals("closed") || !row.working())
                && (after.isEmpty() || row.submittedAt() > after.getAsLong())
                && (until.isEmpty() || row.submittedAt() < until.getAsLong())
                && (symbols.isEmpty() || symbols.contains(terms.symbol().text()))
                && (side.isEmpty() || side.equals(Words.side(terms.side())));
    }
}
