/// From a training set to a judged model.
@NullMarked
package ats.learning.study;

import org.jspecify.annotations.NullMarked;
