/// From whatever bars a vendor sends to the bars a strategy wants, and the mark that closes an instant.
@NullMarked
package ats.engine.bars;

import org.jspecify.annotations.NullMarked;
