/// The simulated exchange and its broker: the one venue of backtest, paper and the vendor simulator.
@NullMarked
package ats.engine.exchange;

import org.jspecify.annotations.NullMarked;
