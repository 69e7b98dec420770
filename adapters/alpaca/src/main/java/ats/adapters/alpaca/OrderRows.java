package ats.adapters.alpaca;

import module java.base;

import ats.domain.OrderState;
import ats.domain.Quantity;
import ats.engine.port.Broker.BrokerOrder;
import ats.platform.Fault;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

/// Orders as the broker's books hold them.
final class OrderRows {
    private static final Logger LOG = LoggerFactory.getLogger(OrderRows.class);

    private final OrderNames names;

    OrderRows(OrderNames names) {
        this.names = names;
    }

    BrokerOrder order(JsonNode row) {
        var filled = Fields.quantityOrZero(row, "filled_qty");
        return new BrokerOrder(
                names.of(row),
                Fields.text(row, "id"),
                Fields.symbol(row),
                state(Fields.text(row, "status"), filled),
                quantity(row, filled),
                filled,
                Fields.priceOrZero(row, "filled_avg_price"),
                Fields.at(row, "updated_at", "submitted_at", "created_at")
                        .orElseThrow(() -> Fault.venue("an order without a time")));
    }

    /// An order for an amount of money, made by hand, has no number of shares.
    private static Quantity quantity(JsonNode row, Quantity filled) {
        var asked = Fields.quantityOrZero(row, "qty");
        return asked.zero() ? filled : asked;
    }

    /// A status that we do not know is taken as a working order: better watched than forgotten.
    private static OrderState state(String status, Quantity filled) {
        return switch (status) {
            case "filled" -> OrderState.FILLED;
            case "partially_filled" -> OrderState.PARTIALLY_FILLED;
            case "canceled", "replaced" -> OrderState.CANCELED;
            case "expired" -> OrderState.EXPIRED;
            case "rejected" -> OrderState.REJECTED;
            case "pending_cancel" -> OrderState.PENDING_CANCEL;
            case "pending_replace" -> OrderState.PENDING_UPDATE;
            case "new",
                    "accepted",
                    "pending_new",
                    "accepted_for_bidding",
                    "done_for_day",
                    "stopped",
                    "suspended",
                    "calculated",
                    "held" ->
                    working(filled);
            default -> {
                LOG.atWarn().setMessage("alpaca.order.status").addKeyValue("unknown", status).log();
                yield working(filled);
            }
        };
    }

    private static OrderState working(Quantity filled) {
        return filled.positive() ? OrderState.PARTIALLY_FILLED : OrderState.ACCEPTED;
    }
}
