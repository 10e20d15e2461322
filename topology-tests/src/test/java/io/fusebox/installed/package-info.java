/** The program as it is installed: its launcher, and what lies beside it. */
package io.fusebox.installed;
