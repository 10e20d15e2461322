/** When a call that failed is made again, and when it is over. */
@NullMarked
package io.fusebox.retry;

import org.jspecify.annotations.NullMarked;
