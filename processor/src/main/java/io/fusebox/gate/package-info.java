/** What may start now at a destination: its breaker's word, a pause, the rate, and the places left under its concurrency limit. */
@NullMarked
package io.fusebox.gate;

import org.jspecify.annotations.NullMarked;
