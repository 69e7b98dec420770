/// Alpaca's trading API and its stream of trade updates on loopback, written from the vendor's
/// documents, over a broker whose books outlive the process.
@NullMarked
package ats.simulator.alpaca;

import org.jspecify.annotations.NullMarked;
