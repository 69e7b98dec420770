package ats.engine.codec;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.AccountActivity.Reason;
import ats.domain.Fill;
import ats.domain.OrderUpdate;
import ats.domain.OrderUpdate.Accepted;
import ats.domain.OrderUpdate.CancelRejected;
import ats.domain.OrderUpdate.Canceled;
import ats.domain.OrderUpdate.Expired;
import ats.domain.OrderUpdate.Filled;
import ats.domain.OrderUpdate.PendingCancel;
import ats.domain.OrderUpdate.PendingReplace;
import ats.domain.OrderUpdate.Rejected;
import ats.domain.OrderUpdate.ReplaceRejected;
import ats.domain.OrderUpdate.Replaced;
import ats.domain.OrderUpdate.Triggered;

/// The bytes of what the broker says.
final class UpdateCodec {

    private static final int ACCEPTED = 1;
    private static final int REJECTED = 2;
    private static final int TRIGGERED = 3;
    private static final int FILLED = 4;
    private static final int PENDING_CANCEL = 5;
    private static final int PENDING_REPLACE = 6;
    private static final int REPLACED = 7;
    private static final int CANCEL_REJECTED = 8;
    private static final int REPLACE_REJECTED = 9;
    private static final int CANCELED = 10;
    private static final int EXPIRED = 11;
    private static final int CASH = 1;
    private static final int HOLDING = 2;

    private UpdateCodec() {}

    static void put(ByteWriter out, OrderUpdate update) {
        out.put(code(update)).putText(update.order().text());
        out.putLong(update.happenedAt()).putLong(update.learnedAt());
        switch (update) {
            case Accepted accepted -> out.putText(accepted.brokerId());
            case Rejected rejected -> out.putText(rejected.reason());
            case CancelRejected rejected -> out.putText(rejected.reason());
            case ReplaceRejected rejected -> out.putText(rejected.reason());
            case Filled(var fill) -> putFill(out, fill);
            case Replaced replaced -> {
                out.putText(replaced.brokerId()).putLong(replaced.quantity().nanos());
                Values.put(out, replaced.pricing());
            }
            case Triggered _, PendingCancel _, PendingReplace _, Canceled _, Expired _ -> {}
        }
    }

    static OrderUpdate take(ByteReader in) {
        int code = in.take();
        var order = Values.orderId(in);
        long happenedAt = in.takeLong();
        long learnedAt = in.takeLong();
        return switch (code) {
            case ACCEPTED -> new Accepted(order, happenedAt, learnedAt, in.takeText());
            case REJECTED -> new Rejected(order, happenedAt, learnedAt, in.takeText());
            case TRIGGERED -> new Triggered(order, happenedAt, learnedAt);
            case FILLED ->
                    new Filled(
                            new Fill(
                                    in.takeText(),
                                    order,
                                    Values.symbol(in),
                                    Values.side(in),
                                    Values.quantity(in),
                                    Values.price(in),
                                    Values.money(in),
                                    happenedAt,
                                    learnedAt));
            case PENDING_CANCEL -> new PendingCancel(order, happenedAt, learnedAt);
            case PENDING_REPLACE -> new PendingReplace(order, happenedAt, learnedAt);
            case REPLACED ->
                    new Replaced(
                            order,
                            happenedAt,
                            learnedAt,
                            in.takeText(),
                            Values.quantity(in),
                            Values.pricing(in));
            case CANCEL_REJECTED -> new CancelRejected(order, happenedAt, learnedAt, in.takeText());
            case REPLACE_REJECTED ->
                    new ReplaceRejected(order, happenedAt, learnedAt, in.takeText());
            case CANCELED -> new Canceled(order, happenedAt, learnedAt);
            case EXPIRED -> new Expired(order, happenedAt, learnedAt);
            default -> throw new IllegalArgumentException("no order update has the code " + code);
        };
    }

    static void put(ByteWriter out, AccountActivity activity) {
        out.put(activity instanceof AccountActivity.Cash ? CASH : HOLDING).putText(activity.id());
        out.putLong(activity.happenedAt()).putLong(activity.learnedAt());
        switch (activity) {
            case AccountActivity.Cash cash ->
                    out.putText(cash.reason().name()).putLong(cash.amount().nanos());
            case AccountActivity.Holding holding -> {
                out.putText(holding.reason().name()).putText(holding.symbol().text());
                out.putLong(holding.shares().nanos()).putLong(holding.cash().nanos());
            }
        }
    }

    static AccountActivity takeActivity(ByteReader in) {
        int code = in.take();
        var id = in.takeText();
        long happenedAt = in.takeLong();
        long learnedAt = in.takeLong();
        var reason = Reason.valueOf(in.takeText());
        return switch (code) {
            case CASH ->
                    new AccountActivity.Cash(id, happenedAt, learnedAt, reason, Values.money(in));
            case HOLDING ->
                    new AccountActivity.Holding(
                            id,
                            happenedAt,
                            learnedAt,
                            reason,
                            Values.symbol(in),
                            Values.quantity(in),
                            Values.money(in));
            default -> throw new IllegalArgumentException("no activity has the code " + code);
        };
    }

    private static void putFill(ByteWriter out, Fill fill) {
        out.putText(fill.execution()).putText(fill.symbol().text());
        Values.put(out, fill.side());
        out.putLong(fill.quantity().nanos()).putLong(fill.price().nanos());
        out.putLong(fill.fee().nanos());
    }

    private static int code(OrderUpdate update) {
        return switch (update) {
            case Accepted _ -> ACCEPTED;
            case Rejected _ -> REJECTED;
            case Triggered _ -> TRIGGERED;
            case Filled _ -> FILLED;
            case PendingCancel _ -> PENDING_CANCEL;
            case PendingReplace _ -> PENDING_REPLACE;
            case Replaced _ -> REPLACED;
            case CancelRejected _ -> CANCEL_REJECTED;
            case ReplaceRejected _ -> REPLACE_REJECTED;
            case Canceled _ -> CANCELED;
            case Expired _ -> EXPIRED;
        };
    }
}
