/// The database: an embedded PostgreSQL or any other, its schema, and the stores of the core.
@NullMarked
package ats.adapters.postgres;

import org.jspecify.annotations.NullMarked;
