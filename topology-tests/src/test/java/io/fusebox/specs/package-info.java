/** What Fusebox does, as an application sees it: records in, records out, and calls to destinations between them. */
@NullMarked
package io.fusebox.specs;

import org.jspecify.annotations.NullMarked;
