/** The breakers of the whole fleet, as every pod reads them from {@code breaker-status}, and what follows from them. */
@NullMarked
package io.fusebox.board;

import org.jspecify.annotations.NullMarked;
