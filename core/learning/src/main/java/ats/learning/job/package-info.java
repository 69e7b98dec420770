/// What services ask of each other, as text that jobs carry.
@NullMarked
package ats.learning.job;

import org.jspecify.annotations.NullMarked;
