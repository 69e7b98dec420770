/// Options-flow alerts from Unusual Whales, over its REST interface and its WebSocket.
@NullMarked
package ats.adapters.unusualwhales;

import org.jspecify.annotations.NullMarked;
