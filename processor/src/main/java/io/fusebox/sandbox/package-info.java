/** Real servers on this machine, for the demo, for development and for tests: a single-node Kafka and a schema registry. */
@NullMarked
package io.fusebox.sandbox;

import org.jspecify.annotations.NullMarked;
