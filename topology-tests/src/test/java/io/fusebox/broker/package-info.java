/** The whole processor on a real broker and a real schema registry, against HTTP servers that misbehave. */
package io.fusebox.broker;
