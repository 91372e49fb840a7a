/** Code as plugins bring it, for tests of the host. */
@NullMarked
package vn.hoctap.sample;

import org.jspecify.annotations.NullMarked;
