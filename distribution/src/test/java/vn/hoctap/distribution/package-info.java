/** What only the finished archive can show: it is complete, its plugins bundle nothing of the host, and it starts. */
@NullMarked
package vn.hoctap.distribution;

import org.jspecify.annotations.NullMarked;
