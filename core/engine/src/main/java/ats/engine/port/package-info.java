/// What the core needs of the outside world besides the database; adapters and fakes implement it.
@NullMarked
package ats.engine.port;

import org.jspecify.annotations.NullMarked;
