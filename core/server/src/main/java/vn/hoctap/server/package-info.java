/**
 * The running program, put together by hand: {@code Core} is what knows and remembers, {@code Server} what listens and
 * answers.
 */
@NullMarked
package vn.hoctap.server;

import org.jspecify.annotations.NullMarked;
