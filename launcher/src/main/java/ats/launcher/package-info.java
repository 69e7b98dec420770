/// The command line, and the one place that knows every room.
@NullMarked
package ats.launcher;

import org.jspecify.annotations.NullMarked;
