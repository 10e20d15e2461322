/** Those who make the calls and need no more libraries than Fusebox has. */
package io.fusebox.bench.contenders;
