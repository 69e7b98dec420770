/// Trees flattened for the shortest way from a row to a margin.
@NullMarked
package ats.learning.forest;

import org.jspecify.annotations.NullMarked;
