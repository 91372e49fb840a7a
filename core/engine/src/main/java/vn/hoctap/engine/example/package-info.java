/**
 * <em>Examples</em> are tables in YAML that say what a criteria set must decide: a subject, a plausible year, and cases
 * that change the year a little and name what is expected. People who are no programmers write and read them; the tests
 * of a plugin, {@code hoctap plugin test} and the editor run the same files.
 */
@NullMarked
package vn.hoctap.engine.example;

import org.jspecify.annotations.NullMarked;
