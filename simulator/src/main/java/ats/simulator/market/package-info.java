/// Drives time: the virtual clock, the frames within an instant, and who is told of what in which
/// order.
@NullMarked
package ats.simulator.market;

import org.jspecify.annotations.NullMarked;
