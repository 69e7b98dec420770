/// A simulated exchange that fills orders on bars, and the broker that keeps books behind it.
@NullMarked
package ats.engine.exchange;

import org.jspecify.annotations.NullMarked;
