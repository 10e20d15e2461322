/** The story that {@code fusebox demo} tells: destinations that misbehave on cue, calls to them, and what the topics say came of it. */
@NullMarked
package io.fusebox.demo;

import org.jspecify.annotations.NullMarked;
