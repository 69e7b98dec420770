/// The one binary form of events, commands and snapshots: on the bus, in the journal.
@NullMarked
package ats.engine.codec;

import org.jspecify.annotations.NullMarked;
