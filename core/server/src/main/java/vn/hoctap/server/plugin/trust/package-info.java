/**
 * Who may bring code into the server. A plugin of data runs nothing of its own and needs nobody's word; one with code is
 * packed by the distribution and known by its digest, or signed by a <em>publisher</em> whom an administrator trusts.
 */
@NullMarked
package vn.hoctap.server.plugin.trust;

import org.jspecify.annotations.NullMarked;
