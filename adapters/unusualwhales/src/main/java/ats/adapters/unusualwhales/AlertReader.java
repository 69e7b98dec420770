package ats.adapters.unusualwhales;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.FlowAlert;
import ats.domain.OptionContract;
import ats.domain.OptionContract.Right;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.platform.Fault;
import ats.platform.json.Json;

import tools.jackson.databind.JsonNode;

/// Makes one alert out of a REST row or a stream event. The two use other names, and numbers in
/// place of strings; the vendor's id comes with the stream only. So an alert is named by what both
/// carry: contract, rule, day, the contract's volume of the day, size, premium and number of
/// trades. The volume only grows, so two alerts of one rule never share a name.
final class AlertReader {
    private static final Pattern CHAIN =
            Pattern.compile("^(?<symbol>\\w*)(?<expiry>\\d{6})(?<type>[PC])(?<strike>\\d{8})$");
    private static final DateTimeFormatter EXPIRY =
            DateTimeFormatter.ofPattern("uuMMdd", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    /// A strike is written in thousandths.
    private static final int STRIKE_SCALE = 3;

    /// Half of the hash: more than enough for all alerts there will ever be.
    private static final int NAME_BYTES = 16;

    private final long feedDelayNanos;

    AlertReader(Duration feedDelay) {
        feedDelayNanos = feedDelay.toNanos();
    }

    /// When the vendor made the alert of a REST row, which its listing is sorted and asked for by.
    long madeAt(JsonNode row) {
        return Fields.timestamp(row, "created_at").orElseThrow(() -> Fields.missing("created_at"));
    }

    /// A REST row, which could be known when the vendor made it plus the feed's delay.
    FlowAlert row(JsonNode row, long madeAt) {
        long happenedAt = Math.min(madeAt, Fields.millis(row, "end_time").orElse(madeAt));
        return alert(row, "alert_rule", happenedAt, Math.addExact(madeAt, feedDelayNanos));
    }

    /// An event of the stream, heard now.
    FlowAlert event(JsonNode event, long now) {
        long happenedAt =
                Stream.of("executed_at", "end_time")
                        .map(field -> Fields.millis(event, field))
                        .flatMapToLong(OptionalLong::stream)
                        .findFirst()
                        .orElseThrow(() -> Fields.missing("executed_at"));
        return alert(event, "rule_name", happenedAt, Math.max(now, happenedAt));
    }

    private static FlowAlert alert(
            JsonNode node, String ruleField, long happenedAt, long learnedAt) {
        var chain = Fields.text(node, "option_chain");
        var rule = Json.text(node, ruleField).orElse("");
        try {
            return new FlowAlert(
                    Symbol.of(Fields.text(node, "ticker")),
                    happenedAt,
                    learnedAt,
                    name(node, chain, rule, happenedAt),
                    rule,
                    contract(chain),
                    Quantity.rounded(Fields.number(node, "total_size")),
                    Fields.money(node, "total_premium"),
                    Fields.moneyOrNone(node, "total_ask_side_prem"),
                    Fields.moneyOrNone(node, "total_bid_side_prem"));
        } catch (IllegalArgumentException impossible) {
            throw Fault.venue("no alert: " + impossible.getMessage(), impossible);
        }
    }

    private static OptionContract contract(String chain) {
        var parts = CHAIN.matcher(chain);
        if (!parts.matches()) throw Fault.venue("'" + chain + "' is no option's symbol");
        var strike = new BigDecimal(new BigInteger(parts.group("strike")), STRIKE_SCALE);
        var right = parts.group("type").equals("C") ? Right.CALL : Right.PUT;
        try {
            var expiry = LocalDate.parse(parts.group("expiry"), EXPIRY);
            return new OptionContract(right, Price.from(strike), expiry);
        } catch (DateTimeException noDay) {
            throw Fault.venue("'" + chain + "' expires on no day", noDay);
        }
    }

    private static String name(JsonNode node, String chain, String rule, long happenedAt) {
        var day = Instant.ofEpochSecond(0, happenedAt).atZone(Calendar.NEW_YORK).toLocalDate();
        var content =
                String.join(
                        "|",
                        chain,
                        rule,
                        day.toString(),
                        Fields.plain(node, "volume"),
                        Fields.plain(node, "total_size"),
                        Fields.plain(node, "total_premium"),
                        Fields.plain(node, "trade_count"));
        var hash = sha256().digest(content.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw Fault.misuse("every Java has SHA-256", never);
        }
    }
}
