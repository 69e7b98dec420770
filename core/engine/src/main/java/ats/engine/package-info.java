/// The deterministic core: events in, commands and facts out; the same in backtest and live.
@NullMarked
package ats.engine;

import org.jspecify.annotations.NullMarked;
