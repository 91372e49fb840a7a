@NullMarked
package vn.hoctap.bench;

import org.jspecify.annotations.NullMarked;
