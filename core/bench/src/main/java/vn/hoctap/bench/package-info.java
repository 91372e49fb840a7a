/**
 * A <em>benchmark</em> measures one thing that the product promises, and in the same run, on the same machine, a
 * <em>reference</em> that everybody can understand: what the machine can do at all, or what a well-known product does with
 * the same work. What counts is the ratio of the two, because machines differ and are busy.
 */
@NullMarked
package vn.hoctap.bench;

import org.jspecify.annotations.NullMarked;
