/// Trains models and judges them.
@NullMarked
package ats.services.modeltraining;

import org.jspecify.annotations.NullMarked;
