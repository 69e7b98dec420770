package ats.adapters.alpaca;

import module java.base;

import ats.domain.OrderId;
import ats.platform.Fault;
import ats.platform.rest.RestRequest;

import tools.jackson.databind.JsonNode;

/// Which of our orders a broker's id belongs to. A replacement has a new id and a new client order
/// id at the broker, and stays the same order to us: the chain of `replaces` leads to its name.
final class OrderNames {
    /// Many days of orders; an older one is asked for again.
    private static final int KEPT = 20_000;

    private static final int LONGEST_CHAIN = 100;

    /// Orders made by hand may carry any text, or none; they are named by the broker's id.
    private static final String FOREIGN = "broker.";

    private final AlpacaGateway gateway;
    private final Map<String, OrderId> known = new LinkedHashMap<>();

    OrderNames(AlpacaGateway gateway) {
        this.gateway = gateway;
    }

    /// The broker's id in the name of an order that is not one of ours.
    static Optional<String> foreignBrokerId(OrderId id) {
        return id.text().startsWith(FOREIGN)
                ? Optional.of(id.text().substring(FOREIGN.length()))
                : Optional.empty();
    }

    void learn(String brokerId, OrderId id) {
        synchronized (known) {
            known.putIfAbsent(brokerId, id);
            if (known.size() > KEPT) known.remove(known.keySet().iterator().next());
        }
    }

    Optional<OrderId> recall(String brokerId) {
        synchronized (known) {
            return Optional.ofNullable(known.get(brokerId));
        }
    }

    /// The name of the order in this object of the broker's.
    OrderId of(JsonNode order) {
        return named(order, 0);
    }

    /// The name of the order with this id; asks the broker when it is not known yet.
    OrderId of(String brokerId) {
        return recall(brokerId).orElseGet(() -> asked(brokerId, 0));
    }

    private OrderId named(JsonNode order, int depth) {
        var brokerId = Fields.text(order, "id");
        var recalled = recall(brokerId);
        if (recalled.isPresent()) return recalled.get();
        var replaced = Fields.perhaps(order, "replaces");
        var name =
                replaced.isPresent()
                        ? replacedName(replaced.get(), depth)
                        : ownName(order, brokerId);
        learn(brokerId, name);
        return name;
    }

    private OrderId replacedName(String replacedId, int depth) {
        if (depth >= LONGEST_CHAIN) throw Fault.venue("replacements without an end: " + replacedId);
        return recall(replacedId).orElseGet(() -> asked(replacedId, depth + 1));
    }

    private OrderId asked(String brokerId, int depth) {
        var found = gateway.readIfKnown("/v2/orders/" + RestRequest.encoded(brokerId));
        return found.map(order -> named(order, depth)).orElseGet(() -> foreign(brokerId));
    }

    private static OrderId ownName(JsonNode order, String brokerId) {
        var text = Fields.perhaps(order, "client_order_id");
        if (text.isEmpty()) return foreign(brokerId);
        try {
            return new OrderId(text.get());
        } catch (IllegalArgumentException madeByHand) {
            return foreign(brokerId);
        }
    }

    private static OrderId foreign(String brokerId) {
        return Fields.sane("id", () -> new OrderId(FOREIGN + brokerId));
    }
}
