/// Orders, books and order updates of Alpaca, over its REST interface and its trading stream.
@NullMarked
package ats.adapters.alpaca;

import org.jspecify.annotations.NullMarked;
