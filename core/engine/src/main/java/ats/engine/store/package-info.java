/// What the core needs of the database.
@NullMarked
package ats.engine.store;

import org.jspecify.annotations.NullMarked;
