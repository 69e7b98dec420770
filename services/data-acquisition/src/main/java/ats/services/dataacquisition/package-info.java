/// Collects market data: history first, then the stream, each bar once and without gaps.
@NullMarked
package ats.services.dataacquisition;

import org.jspecify.annotations.NullMarked;
