/**
 * The <em>profile</em> of somebody's digital skills: the level in each component of a framework, what proves it, and
 * which course of the catalogue leads to the next. Frameworks and levels are a plugin's; without it, or when its code
 * fails, there is no profile and everything else goes on.
 */
@NullMarked
package vn.hoctap.server.skill;

import org.jspecify.annotations.NullMarked;
