package ats.simulator.alpaca;

import module java.base;

import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Side;
import ats.domain.TimeInForce;

/// The vendor's words for what an order asks.
final class Words {

    private Words() {}

    static String type(Pricing pricing) {
        return switch (pricing) {
            case Pricing.Market _ -> "market";
            case Pricing.Limit _ -> "limit";
            case Pricing.Stop _ -> "stop";
            case Pricing.StopLimit _ -> "stop_limit";
        };
    }

    static Optional<Price> limit(Pricing pricing) {
        return switch (pricing) {
            case Pricing.Limit(var limit) -> Optional.of(limit);
            case Pricing.StopLimit(_, var limit) -> Optional.of(limit);
            case Pricing.Market _, Pricing.Stop _ -> Optional.empty();
        };
    }

    static Optional<Price> stop(Pricing pricing) {
        return switch (pricing) {
            case Pricing.Stop(var stop) -> Optional.of(stop);
            case Pricing.StopLimit(var stop, _) -> Optional.of(stop);
            case Pricing.Market _, Pricing.Limit _ -> Optional.empty();
        };
    }

    static String side(Side side) {
        return switch (side) {
            case BUY -> "buy";
            case SELL -> "sell";
        };
    }

    static Side side(String word) {
        return switch (word) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw Refusal.incomplete("invalid side: \"" + word + "\"");
        };
    }

    static String timeInForce(TimeInForce timeInForce) {
        return switch (timeInForce) {
            case DAY -> "day";
            case GOOD_TIL_CANCELED -> "gtc";
            case AT_THE_OPEN -> "opg";
            case AT_THE_CLOSE -> "cls";
            case IMMEDIATE_OR_CANCEL -> "ioc";
            case FILL_OR_KILL -> "fok";
        };
    }

    static TimeInForce timeInForce(String word) {
        return switch (word) {
            case "day" -> TimeInForce.DAY;
            case "gtc" -> TimeInForce.GOOD_TIL_CANCELED;
            case "opg" -> TimeInForce.AT_THE_OPEN;
            case "cls" -> TimeInForce.AT_THE_CLOSE;
            case "ioc" -> TimeInForce.IMMEDIATE_OR_CANCEL;
            case "fok" -> TimeInForce.FILL_OR_KILL;
            default -> throw Refusal.incomplete("invalid time_in_force: \"" + word + "\"");
        };
    }
}
