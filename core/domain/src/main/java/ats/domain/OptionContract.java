package ats.domain;

import module java.base;

/// A listed option: the right to buy or to sell the underlying share at the strike until expiry.
public record OptionContract(Right right, Price strike, LocalDate expiry) {

    /// What the holder may do with the share.
    public enum Right {
        CALL,
        PUT
    }

    public OptionContract {
        if (strike.nanos() <= 0) {
            throw new IllegalArgumentException("an option's strike cannot be " + strike);
        }
    }
}
