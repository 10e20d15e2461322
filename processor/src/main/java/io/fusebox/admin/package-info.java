/** The HTTP interface for operators: health, metrics, and the fleet's breakers; what it answers is computed from values that it is given. */
@NullMarked
package io.fusebox.admin;

import org.jspecify.annotations.NullMarked;
