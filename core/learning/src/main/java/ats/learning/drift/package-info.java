/// Whether the world has left what a model was trained on.
@NullMarked
package ats.learning.drift;

import org.jspecify.annotations.NullMarked;
