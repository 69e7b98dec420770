/// Where and how the simulated vendors listen.
@NullMarked
package ats.simulator.http;

import org.jspecify.annotations.NullMarked;
