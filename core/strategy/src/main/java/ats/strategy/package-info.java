/// Strategies, and how large their positions are.
@NullMarked
package ats.strategy;

import org.jspecify.annotations.NullMarked;
