/**
 * A plugin in the <em>making</em> is a folder: {@code plugin.yaml} says what it is, {@code criteria} and the other folders
 * of the jar say what it brings, {@code examples} say what must come of it. It begins as a <em>scaffold</em> that works,
 * is packed into a jar whose bytes depend on its content alone, and is signed by its publisher where it brings code.
 * Nothing here needs a running server.
 */
@NullMarked
package vn.hoctap.server.plugin.making;

import org.jspecify.annotations.NullMarked;
