/** The commands, as a person at a terminal meets them: options, what is printed, one line for an error. */
@NullMarked
package io.fusebox.cli;

import org.jspecify.annotations.NullMarked;
