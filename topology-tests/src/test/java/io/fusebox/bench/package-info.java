/** Benchmarks: Fusebox beside what a user would pick instead, each in a process of its own, on a real broker and against stubs. */
package io.fusebox.bench;
