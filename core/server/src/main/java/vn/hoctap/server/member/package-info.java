/**
 * A <em>member</em> is who belongs to a family, clan, community or unit on a day: by a membership, by living or working in
 * its place, or, of a place, as the community, unit, family or clan of a place within it. Names of members are personal
 * data: a reader is told of those whom his part of the tree covers.
 */
@NullMarked
package vn.hoctap.server.member;

import org.jspecify.annotations.NullMarked;
