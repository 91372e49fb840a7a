/**
 * The <em>catalogue</em> of courses: what a course is called, who offers it, how many hours it takes and which skills it
 * proves. It is the catalogue's present state; a fact keeps what it took from it when it was recorded. A <em>session</em>
 * is a date at which a course is held, with so many seats. A course that is not offered any more is retired, never
 * deleted: facts and enrolments name it.
 */
@NullMarked
package vn.hoctap.server.course;

import org.jspecify.annotations.NullMarked;
