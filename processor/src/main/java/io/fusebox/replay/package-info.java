/** What a breaker would have done: recorded attempts, in their order, through the same machine under another policy; values and time alone. */
@NullMarked
package io.fusebox.replay;

import org.jspecify.annotations.NullMarked;
