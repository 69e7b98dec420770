/// When to train again, promote and roll back.
@NullMarked
package ats.learning.policy;

import org.jspecify.annotations.NullMarked;
