/// The checks that every order passes before it may exist.
@NullMarked
package ats.engine.risk;

import org.jspecify.annotations.NullMarked;
