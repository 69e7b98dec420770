/// How bars of one length are built out of shorter ones, and when an instant is complete.
@NullMarked
package ats.engine.bars;

import org.jspecify.annotations.NullMarked;
