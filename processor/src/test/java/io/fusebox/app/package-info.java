/** The program as a person at a terminal meets it. */
@NullMarked
package io.fusebox.app;

import org.jspecify.annotations.NullMarked;
