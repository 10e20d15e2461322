/** What is told to Prometheus: one enum of all meters, and the handles through which the rest of the program feeds them. */
@NullMarked
package io.fusebox.metrics;

import org.jspecify.annotations.NullMarked;
