/** The Kafka Streams topology: carries records to the dispatcher, and carries out what it decides. */
@NullMarked
package io.fusebox.topology;

import org.jspecify.annotations.NullMarked;
