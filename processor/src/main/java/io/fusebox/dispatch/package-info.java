/** Decides: inputs to effects, with the ledger of what is under way and the parking of what waits as plain data. */
@NullMarked
package io.fusebox.dispatch;

import org.jspecify.annotations.NullMarked;
