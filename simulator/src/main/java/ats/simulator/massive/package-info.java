/// Massive's REST and WebSocket protocols on loopback, written from the vendor's documents.
@NullMarked
package ats.simulator.massive;

import org.jspecify.annotations.NullMarked;
