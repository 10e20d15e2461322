/** What is measured: each class is a line of the table. */
package io.fusebox.bench.scenarios;
