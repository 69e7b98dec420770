package ats.simulator.unusualwhales;

import module java.base;

import ats.domain.OptionContract;
import ats.domain.OptionContract.Right;
import ats.platform.json.Json;
import ats.simulator.source.OptionsFlow;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One alert as the two interfaces spell it: strings and times as text in the listing, numbers and
/// epoch milliseconds in the stream, each under names of its own.
final class FlowRows {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000L;
    private static final long STRIKE_UNIT = 1_000_000;

    /// The number of the rule that made it, by its name.
    private static final String RULES = "rule:";

    private FlowRows() {}

    /// A row of the listing: without an id, as the vendor documents it.
    static ObjectNode listed(OptionsFlow flow) {
        return Json.mapper()
                .createObjectNode()
                .put("alert_rule", flow.rule())
                .put("all_opening_trades", false)
                .put("created_at", timestamp(flow.madeAt()))
                .put("expiry", flow.contract().expiry().toString())
                .put("expiry_count", 1)
                .put("has_floor", false)
                .put("has_multileg", false)
                .put("has_singleleg", true)
                .put("has_sweep", flow.sweep())
                .put("issue_type", "Common Stock")
                .put("open_interest", flow.openInterest())
                .put("option_chain", chain(flow))
                .put("price", text(flow.price().decimal()))
                .put("strike", text(flow.contract().strike().decimal()))
                .put("ticker", flow.symbol().text())
                .put("total_ask_side_prem", text(flow.askPremium().decimal()))
                .put("total_bid_side_prem", text(flow.bidPremium().decimal()))
                .put("total_premium", text(flow.premium().decimal()))
                .put("total_size", flow.size())
                .put("trade_count", flow.trades())
                .put("type", flow.contract().right() == Right.CALL ? "call" : "put")
                .put("underlying_price", text(flow.underlying().decimal()))
                .put("volume", flow.volume())
                .put("volume_oi_ratio", text(ratio(flow)));
    }

    /// A frame of the channel.
    static ArrayNode streamed(String channel, OptionsFlow flow) {
        var frame = Json.mapper().createArrayNode().add(channel);
        var payload = frame.addObject();
        payload.put("rule_id", uuid(RULES + flow.rule()))
                .put("rule_name", flow.rule())
                .put("ticker", flow.symbol().text())
                .put("option_chain", chain(flow))
                .put("underlying_price", number(flow.underlying().decimal()))
                .put("volume", flow.volume())
                .put("total_size", flow.size())
                .put("total_premium", number(flow.premium().decimal()))
                .put("total_ask_side_prem", number(flow.askPremium().decimal()))
                .put("total_bid_side_prem", number(flow.bidPremium().decimal()))
                .put("start_time", flow.times().from() / MILLI)
                .put("end_time", flow.times().to() / MILLI)
                .put("url", "")
                .put("price", number(flow.price().decimal()))
                .put("has_multileg", false)
                .put("has_sweep", flow.sweep())
                .put("has_floor", false)
                .put("open_interest", flow.openInterest())
                .put("all_opening_trades", false)
                .put("id", flow.id().toString())
                .put("has_singleleg", true)
                .put("volume_oi_ratio", number(ratio(flow)));
        var trades = payload.putArray("trade_ids");
        for (int trade = 0; trade < flow.trades(); trade++) {
            trades.add(uuid(flow.id() + ":" + trade));
        }
        sides(payload, flow);
        return frame;
    }

    private static void sides(ObjectNode payload, OptionsFlow flow) {
        boolean bought = flow.askPremium().compareTo(flow.bidPremium()) > 0;
        payload.put("trade_count", flow.trades())
                .put("expiry_count", 1)
                .put("executed_at", flow.times().to() / MILLI)
                .put("ask_vol", bought ? flow.volume() : 0)
                .put("bid_vol", bought ? 0 : flow.volume())
                .put("no_side_vol", 0)
                .put("mid_vol", 0)
                .put("multi_vol", 0)
                .put("stock_multi_vol", 0);
        payload.putArray("upstream_condition_details").add(flow.sweep() ? "isoi" : "auto");
        payload.putArray("exchanges").add("XCBO").add("MPRL");
        payload.put("bid", text(flow.price().decimal())).put("ask", text(flow.price().decimal()));
    }

    /// The contract's symbol: share, day, right and strike, the last in thousandths.
    private static String chain(OptionsFlow flow) {
        OptionContract contract = flow.contract();
        var day = contract.expiry();
        return "%s%02d%02d%02d%s%08d"
                .formatted(
                        flow.symbol(),
                        day.getYear() % 100,
                        day.getMonthValue(),
                        day.getDayOfMonth(),
                        contract.right() == Right.CALL ? "C" : "P",
                        contract.strike().nanos() / STRIKE_UNIT);
    }

    /// Microseconds, always six digits.
    private static String timestamp(long at) {
        var instant = Instant.ofEpochSecond(Math.floorDiv(at, SECOND));
        var seconds = instant.toString().replace("Z", "");
        return seconds + ".%06dZ".formatted(Math.floorMod(at, SECOND) / 1_000);
    }

    private static BigDecimal ratio(OptionsFlow flow) {
        return flow.openInterest() == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(flow.volume())
                        .divide(BigDecimal.valueOf(flow.openInterest()), 14, RoundingMode.HALF_UP);
    }

    private static String text(BigDecimal value) {
        return plain(value).toPlainString();
    }

    /// With a point always, as a binary fraction is written: 29326.0.
    private static BigDecimal number(BigDecimal value) {
        var plain = plain(value);
        return plain.scale() == 0 ? plain.setScale(1) : plain;
    }

    private static BigDecimal plain(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
