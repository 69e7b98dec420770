package ats.simulator.alpaca;

import module java.base;

/// Which activities a request asks for; an empty text asks for nothing in particular.
record ActivityQuery(
        Set<String> types,
        String category,
        String orderId,
        OptionalLong after,
        OptionalLong until,
        boolean oldestFirst,
        int size,
        String token) {
    private static final int SIZE_MAX = 100;

    static ActivityQuery of(Call call) {
        var types =
                call.perhaps("activity_type")
                        .or(() -> call.asked("activity_types"))
                        .map(text -> Set.of(text.split(",", -1)))
                        .orElse(Set.of());
        var day = call.askedTime("date");
        return new ActivityQuery(
                types,
                call.asked("category").orElse(""),
                call.asked("order_id").orElse(""),
                day.isPresent() ? OptionalLong.of(day.getAsLong() - 1) : call.askedTime("after"),
                day.isPresent()
                        ? OptionalLong.of(day.getAsLong() + Duration.ofDays(1).toNanos())
                        : call.askedTime("until"),
                call.asked("direction").orElse("desc").equals("asc"),
                call.askedNumber("page_size", SIZE_MAX, SIZE_MAX),
                call.asked("page_token").orElse(""));
    }

    boolean wants(Activity row) {
        return (types.isEmpty() || types.contains(row.type()))
                && (category.isEmpty() || category.equals(category(row)))
                && (orderId.isEmpty() || orderId.equals(row.orderId()))
                && (after.isEmpty() || row.bookedAt() > after.getAsLong())
                && (until.isEmpty() || row.bookedAt() < until.getAsLong());
    }

    private static String category(Activity row) {
        return row.trade() ? "trade_activity" : "non_trade_activity";
    }
}
