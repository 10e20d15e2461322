/** The vocabulary: a call, its attempts and outcomes, where it goes and how it ends; values only, the JDK only. */
@NullMarked
package io.fusebox.call;

import org.jspecify.annotations.NullMarked;
