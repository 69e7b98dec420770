/// What the learning services keep, by what it is asked for: jobs, models, feature vectors,
/// forecasts and what came of them. Times are epoch nanoseconds of market time.
@NullMarked
package ats.learning.store;

import org.jspecify.annotations.NullMarked;
