/**
 * A <em>collective</em> is what has members: a family, a clan, the community of a place, the working unit of an organisation.
 * What happens to a member moves the collectives to which it belongs: they are told that it waits to be looked at, and
 * counted again by the recorder, which applies only what the member gives otherwise than before.
 */
@NullMarked
package vn.hoctap.server.collective;

import org.jspecify.annotations.NullMarked;
