/// The engine over recorded events and the simulated broker, without a socket.
@NullMarked
package ats.engine.backtest;

import org.jspecify.annotations.NullMarked;
