/**
 * <em>Examples</em> are tables in YAML that say what a criteria set must decide: a subject, a plausible year, and cases
 * that change the year a little and name what is expected. People who are no programmers write and read them; the tests
 * of a plugin and its checks run the same files. Nothing here needs a test framework.
 */
@NullMarked
package vn.hoctap.testkit.example;

import org.jspecify.annotations.NullMarked;
