/** Making attempts: the port that does it, and the mailbox through which its completions reach the thread that owns the state. */
@NullMarked
package io.fusebox.execution;

import org.jspecify.annotations.NullMarked;
