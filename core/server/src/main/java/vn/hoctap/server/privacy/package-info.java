/**
 * <em>Privacy</em> is what people may ask of whoever keeps their data (Law 91/2025/QH15, Decree 356/2025/ND-CP). A
 * <em>request</em> is for a copy of everything or for <em>erasure</em>, with two clocks: two working days for an answer,
 * fifteen days for the thing itself. Erasure drops the person's key and leaves facts of nobody, so that totals stay true. A
 * <em>consent</em> lets public pages show a name; without it they do not. <em>Retention</em> removes what has served its
 * purpose.
 */
@NullMarked
package vn.hoctap.server.privacy;

import org.jspecify.annotations.NullMarked;
