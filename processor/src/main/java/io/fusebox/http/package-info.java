/** Makes calls over HTTP: resolves, guards and dials addresses, sends requests, keeps what is kept of answers, and names failures. */
@NullMarked
package io.fusebox.http;

import org.jspecify.annotations.NullMarked;
