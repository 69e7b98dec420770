/// Trades one account: events in, decisions by the engine, durable intents, orders out.
@NullMarked
package ats.services.tradingstrategy;

import org.jspecify.annotations.NullMarked;
