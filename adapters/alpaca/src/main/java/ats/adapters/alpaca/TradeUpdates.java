package ats.adapters.alpaca;

import module java.base;

import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.OrderId;
import ats.domain.OrderUpdate;
import ats.platform.Fault;
import ats.platform.time.MarketClock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

/// Turns the payload of a trade update into what it means for our order.
final class TradeUpdates {
    private static final int REPLACEMENTS_KEPT = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(TradeUpdates.class);

    private final OrderNames names;
    private final MarketClock clock;
    private final SequencedSet<String> replacements = new LinkedHashSet<>();

    TradeUpdates(OrderNames names, MarketClock clock) {
        this.names = names;
        this.clock = clock;
    }

    /// Nothing for an event that changes nothing; a VENUE fault for one that cannot be read.
    Optional<OrderUpdate> read(JsonNode update) {
        var event = Fields.text(update, "event");
        var order = update.path("order");
        if (!order.isObject()) throw Fault.venue("a trade update without an order: " + event);
        long now = clock.now();
        long at = Fields.at(update, "timestamp", "at").or(() -> updatedAt(order)).orElse(now);
        return meaning(event, update, new Stamp(names.of(order), at, now));
    }

    private Optional<OrderUpdate> meaning(String event, JsonNode update, Stamp stamp) {
        var order = update.path("order");
        return switch (event) {
            case "new", "accepted", "pending_new" -> Optional.of(accepted(order, stamp));
            case "fill", "partial_fill", "partially_filled" ->
                    Optional.of(new OrderUpdate.Filled(fill(update, stamp)));
            case "canceled" -> Optional.of(stamp.into(OrderUpdate.Canceled::new));
            case "expired" -> Optional.of(stamp.into(OrderUpdate.Expired::new));
            case "pending_cancel" -> Optional.of(stamp.into(OrderUpdate.PendingCancel::new));
            case "pending_replace" -> Optional.of(stamp.into(OrderUpdate.PendingReplace::new));
            case "rejected" -> Optional.of(stamp.into(OrderUpdate.Rejected::new, reason(update)));
            case "order_cancel_rejected" ->
                    Optional.of(stamp.into(OrderUpdate.CancelRejected::new, reason(update)));
            case "order_replace_rejected" ->
                    Optional.of(stamp.into(OrderUpdate.ReplaceRejected::new, reason(update)));
            case "replaced" -> {
                // The new terms come with the first word of the replacement itself.
                Fields.perhaps(order, "replaced_by")
                        .ifPresent(successor -> names.learn(successor, stamp.order()));
                yield Optional.empty();
            }
            case "trade_bust", "trade_correct" ->
                    throw Fault.venue("the broker changed a trade of " + stamp.order());
            default -> noted(event, stamp);
        };
    }

    private OrderUpdate accepted(JsonNode order, Stamp stamp) {
        var brokerId = Fields.text(order, "id");
        boolean replacement = Fields.perhaps(order, "replaces").isPresent();
        if (replacement && firstSeen(brokerId)) {
            return new OrderUpdate.Replaced(
                    stamp.order(),
                    stamp.happenedAt(),
                    stamp.learnedAt(),
                    brokerId,
                    Fields.quantity(order, "qty"),
                    OrderForm.pricing(order));
        }
        return new OrderUpdate.Accepted(
                stamp.order(), stamp.happenedAt(), stamp.learnedAt(), brokerId);
    }

    private boolean firstSeen(String brokerId) {
        if (replacements.size() >= REPLACEMENTS_KEPT) replacements.removeFirst();
        return replacements.add(brokerId);
    }

    private static Fill fill(JsonNode update, Stamp stamp) {
        var order = update.path("order");
        return Fields.sane(
                "fill",
                () ->
                        new Fill(
                                Fields.text(update, "execution_id"),
                                stamp.order(),
                                Fields.symbol(order),
                                Fields.side(order),
                                Fields.quantity(update, "qty"),
                                Fields.price(update, "price"),
                                Money.ZERO,
                                stamp.happenedAt(),
                                stamp.learnedAt()));
    }

    private static Optional<Long> updatedAt(JsonNode order) {
        return Fields.at(order, "updated_at", "submitted_at", "created_at");
    }

    /// The documented update has no reason; some carry one all the same.
    private static String reason(JsonNode update) {
        return Fields.perhaps(update, "reason")
                .or(() -> Fields.perhaps(update.path("order"), "reject_reason"))
                .orElse("the broker gave no reason");
    }

    private static Optional<OrderUpdate> noted(String event, Stamp stamp) {
        LOG.atInfo()
                .setMessage("alpaca.update.noted")
                .addKeyValue("event", event)
                .addKeyValue("order", stamp.order())
                .log();
        return Optional.empty();
    }

    /// What every update has.
    private record Stamp(OrderId order, long happenedAt, long learnedAt) {

        private OrderUpdate into(Plain kind) {
            return kind.of(order, happenedAt, learnedAt);
        }

        private OrderUpdate into(Reasoned kind, String reason) {
            return kind.of(order, happenedAt, learnedAt, reason);
        }
    }

    private interface Plain {
        OrderUpdate of(OrderId order, long happenedAt, long learnedAt);
    }

    private interface Reasoned {
        OrderUpdate of(OrderId order, long happenedAt, long learnedAt, String reason);
    }
}
