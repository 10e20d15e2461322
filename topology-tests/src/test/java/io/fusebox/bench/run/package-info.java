/** A run of the benchmarks: which, in which order, and what is written at its end. */
package io.fusebox.bench.run;
