/** Crash tests: real processes that are killed, paused and cut off by a seeded plan, and an audit of what came of the calls. */
package io.fusebox.chaos;
