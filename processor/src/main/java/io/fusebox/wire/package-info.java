/** What goes over the topics and into the stores: topic names, records and their bytes; the only package that knows Avro. */
@NullMarked
package io.fusebox.wire;

import org.jspecify.annotations.NullMarked;
