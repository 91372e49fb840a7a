/** The commands of the program: what they are called, what they need, and how they say what went wrong. */
@NullMarked
package vn.hoctap.server.cli;

import org.jspecify.annotations.NullMarked;
