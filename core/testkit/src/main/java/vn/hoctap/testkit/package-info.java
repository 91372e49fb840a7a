/**
 * What the tests of a plugin need: its criteria sets read as the host reads them, a learner whose year is told in
 * sentences, and the conformance suite of a measure.
 */
@NullMarked
package vn.hoctap.testkit;

import org.jspecify.annotations.NullMarked;
