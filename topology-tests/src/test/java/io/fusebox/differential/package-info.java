/** The breaker beside Resilience4j's: random policies and histories in what both mean alike, and by name where they differ. */
@NullMarked
package io.fusebox.differential;

import org.jspecify.annotations.NullMarked;
