/** The front door under fire: random and mutated records on every topic that the topology reads, each of which is accounted for. */
@NullMarked
package io.fusebox.fuzzing;

import org.jspecify.annotations.NullMarked;
