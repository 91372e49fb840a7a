/**
 * What people see of learning: how somebody <em>stands</em> in a title (how much, what is missing, why), what he did, and
 * the form with which he says in a minute what he learned. The same views serve the learner himself and the officer who
 * looks after him. Views hold finished texts in the reader's language, so that templates decide nothing.
 */
@NullMarked
package vn.hoctap.server.learner;

import org.jspecify.annotations.NullMarked;
