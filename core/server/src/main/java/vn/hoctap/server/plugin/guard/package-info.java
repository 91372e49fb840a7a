/**
 * The <em>guard</em> calls the code of plugins: on few threads of the system, with a deadline, so that a plugin that throws,
 * hangs or leaves threads behind is stopped and named while everybody else goes on. A <em>ward</em> is one plugin in its
 * care. What it cannot contain is memory: a plugin that takes all of it takes it from the whole server.
 */
@NullMarked
package vn.hoctap.server.plugin.guard;

import org.jspecify.annotations.NullMarked;
