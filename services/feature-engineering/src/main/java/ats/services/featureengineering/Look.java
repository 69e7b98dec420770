package ats.services.featureengineering;

import module java.base;

/// Hears how far some work is, and says whether it is still wanted.
@FunctionalInterface
interface Look {

    boolean goOn(double fraction, String doing);

    /// Throws a CancellationException when it is not.
    default void require(double fraction, String doing) {
        if (!goOn(fraction, doing)) {
            throw new CancellationException(doing);
        }
    }
}
