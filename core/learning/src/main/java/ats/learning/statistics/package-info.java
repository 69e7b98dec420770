/// Figures that say how much to believe, with their errors.
@NullMarked
package ats.learning.statistics;

import org.jspecify.annotations.NullMarked;
