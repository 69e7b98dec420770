/// Double-entry books of one account.
@NullMarked
package ats.engine.ledger;

import org.jspecify.annotations.NullMarked;
