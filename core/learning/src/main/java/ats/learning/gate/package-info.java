/// What a model must show before it may trade.
@NullMarked
package ats.learning.gate;

import org.jspecify.annotations.NullMarked;
