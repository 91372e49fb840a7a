/**
 * What proves an activity: <em>evidence</em>, photos and documents kept in files beside the database and attached to one
 * activity; and the <em>questions</em> that an officer asks when the proof does not suffice, with their answers. Whoever
 * may read a person may see that person's evidence; what is never attached is thrown away after a day.
 */
@NullMarked
package vn.hoctap.server.evidence;

import org.jspecify.annotations.NullMarked;
