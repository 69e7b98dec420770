/// The vocabulary of the market and of orders: values that are exact, and valid once built.
@NullMarked
package ats.domain;

import org.jspecify.annotations.NullMarked;
