/// Shows the whole system and steers it: the API, the page, health and audit.
@NullMarked
package ats.services.systemcontroller;

import org.jspecify.annotations.NullMarked;
