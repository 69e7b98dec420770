package ats.engine;

import ats.domain.Quantity;

/// What the strategy wants to hold, in the shares of the time `asOf` (epoch nanos).
public record Target(Quantity shares, long asOf) {}
