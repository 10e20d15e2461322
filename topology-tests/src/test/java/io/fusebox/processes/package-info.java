/** Processes of their own on this machine, for the tests that need them real: a broker, and whatever else runs in a JVM. */
package io.fusebox.processes;
