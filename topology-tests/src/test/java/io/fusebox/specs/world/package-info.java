/** The world that specs speak of: Fusebox's topology on Kafka's test driver, destinations that follow a script, time moved by hand. */
@NullMarked
package io.fusebox.specs.world;

import org.jspecify.annotations.NullMarked;
