/** The program: wires everything by hand, and owns start and stop. */
@NullMarked
package io.fusebox.app;

import org.jspecify.annotations.NullMarked;
