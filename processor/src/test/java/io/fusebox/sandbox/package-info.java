/** The sandbox's servers, really started. */
@NullMarked
package io.fusebox.sandbox;

import org.jspecify.annotations.NullMarked;
