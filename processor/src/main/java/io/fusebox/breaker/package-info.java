/** The circuit breaker: a deterministic machine with one owner, to which the time is told; no clock, no lock, no I/O. */
@NullMarked
package io.fusebox.breaker;

import org.jspecify.annotations.NullMarked;
