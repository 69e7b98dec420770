/// Unusual Whales' wire protocol on loopback, over a simulated market's options flow.
@NullMarked
package ats.simulator.unusualwhales;

import org.jspecify.annotations.NullMarked;
