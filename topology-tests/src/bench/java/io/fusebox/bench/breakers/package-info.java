/** What a circuit breaker costs a call, in Fusebox and in the libraries that a user would pick instead; measured with JMH. */
@NullMarked
package io.fusebox.bench.breakers;

import org.jspecify.annotations.NullMarked;
