/// Where the simulated market's bars and options flow come from: recorded files, or a seed.
@NullMarked
package ats.simulator.source;

import org.jspecify.annotations.NullMarked;
