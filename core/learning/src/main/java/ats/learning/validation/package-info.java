/// Which rows may teach and which may judge, so that no row does both.
@NullMarked
package ats.learning.validation;

import org.jspecify.annotations.NullMarked;
