package ats.engine.exchange;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.Money;
import ats.domain.Price;
import ats.domain.Quantity;

/// What a corporate action does to a holding, as an activity with an id that repeats.
final class Actions {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS").withZone(Calendar.NEW_YORK);

    private final String accountNumber;
    private final Ids ids = new Ids();
    private final Map<String, Integer> seen = new LinkedHashMap<>();

    /// For the actions of one morning: like ones among them are told apart by their order.
    Actions(String accountNumber) {
        this.accountNumber = accountNumber;
    }

    AccountActivity.Holding dividend(CorporateAction.Dividend dividend, long at, Quantity shares) {
        return new AccountActivity.Holding(
                id("dividend " + dividend.perShare(), dividend, at),
                at,
                at,
                AccountActivity.Reason.DIVIDEND,
                dividend.symbol(),
                Quantity.ZERO,
                dividend.perShare().times(shares));
    }

    /// Whole shares stay; the fraction is paid at `close`, which is in the new terms.
    AccountActivity.Holding split(
            CorporateAction.Split split, long at, Quantity shares, Price close) {
        var exact = shares.split(split.from(), split.to());
        var whole = exact.floor();
        return new AccountActivity.Holding(
                id("split " + split.to() + ":" + split.from(), split, at),
                at,
                at,
                AccountActivity.Reason.SPLIT,
                split.symbol(),
                whole.minus(shares),
                close.times(exact.minus(whole)));
    }

    /// What stays of an id when the same action is booked at another time.
    static String name(AccountActivity activity) {
        return activity.id().substring(activity.id().indexOf("::") + 2);
    }

    static Price after(CorporateAction action, Price close) {
        return switch (action) {
            case CorporateAction.Split split -> close.split(split.from(), split.to());
            case CorporateAction.Dividend dividend ->
                    dividend.perShare().compareTo(close) < 0
                            ? close.minus(dividend.perShare())
                            : Price.ZERO;
        };
    }

    static boolean empty(AccountActivity.Holding booked) {
        return booked.shares().zero() && booked.cash().equals(Money.ZERO);
    }

    private String id(String what, CorporateAction action, long at) {
        var name = accountNumber + " " + what + " " + action.symbol() + " " + action.exDate();
        int number = seen.merge(name, 1, Integer::sum);
        var time = TIME.format(Instant.ofEpochSecond(0, at));
        return time + "::" + ids.named("activity " + name + " " + number);
    }
}
