/// Market data from Massive (formerly Polygon.io), over its REST interface and its WebSocket.
@NullMarked
package ats.adapters.massive;

import org.jspecify.annotations.NullMarked;
