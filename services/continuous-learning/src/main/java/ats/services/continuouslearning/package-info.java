/// Watches models: skill, drift, retraining, promotion, rollback.
@NullMarked
package ats.services.continuouslearning;

import org.jspecify.annotations.NullMarked;
