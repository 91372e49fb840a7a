/**
 * What a plugin compiles against, and nothing else. A <em>fact</em> says that somebody learned something; a
 * <em>measure</em> turns many facts into one exact number. Criteria sets, which are data, say what that number earns. A
 * <em>skill framework</em> names what can be learned and to which level; a <em>skill profile</em> says which levels a
 * person's facts prove.
 *
 * <p>Everything here is immutable and safe for use from any thread. Types are added in minor versions and removed or
 * changed only in major ones.
 */
@NullMarked
package vn.hoctap.api;

import org.jspecify.annotations.NullMarked;
