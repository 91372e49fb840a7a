/**
 * <em>Digital skills</em>: the frameworks in which they are described, how those compare, and the level that a person's
 * facts prove in each component. The frameworks are data; levels are always given in the first of them.
 */
@NullMarked
package vn.hoctap.plugins.kynangso;

import org.jspecify.annotations.NullMarked;
