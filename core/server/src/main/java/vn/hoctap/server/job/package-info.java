/**
 * Long work: it is asked for, runs on threads of its own with progress and checkpoints, goes on after a stop or a kill, can
 * be cancelled, and leaves a result. What is done is said by kinds of jobs elsewhere.
 */
@NullMarked
package vn.hoctap.server.job;

import org.jspecify.annotations.NullMarked;
