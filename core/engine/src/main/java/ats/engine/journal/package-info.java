/// What happened, as proof: every event and the commands it led to.
@NullMarked
package ats.engine.journal;

import org.jspecify.annotations.NullMarked;
