/** What a user would pick instead of Fusebox, each as fast as its settings allow, none that may lose a call. */
@NullMarked
package io.fusebox.bench.peers;

import org.jspecify.annotations.NullMarked;
