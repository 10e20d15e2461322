/** What is made of readings: figures, a table, a file for programs, a chart. */
package io.fusebox.bench.report;
