/// What a model is asked to foresee, and how much each answer counts.
@NullMarked
package ats.learning.label;

import org.jspecify.annotations.NullMarked;
