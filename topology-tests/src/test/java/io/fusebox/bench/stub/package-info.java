/** The destinations of benchmarks: an HTTP server in a process of its own, that is told how to behave, and counts. */
package io.fusebox.bench.stub;
