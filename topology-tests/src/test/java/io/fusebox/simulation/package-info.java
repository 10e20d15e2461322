/** A seeded simulation of the whole core: the production dispatcher in a world of crashes, takeovers, bad clocks and bad destinations. */
@NullMarked
package io.fusebox.simulation;

import org.jspecify.annotations.NullMarked;
