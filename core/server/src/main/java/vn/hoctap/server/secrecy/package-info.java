/**
 * <em>Secrecy</em> keeps what is personal unreadable to whoever has only the database or its files. The <em>master key</em>
 * is never in the database; it wraps a <em>data key</em> for each person, which seals what is known of that person. Whose
 * data key is dropped, is forgotten: what it sealed can never be read again. The <em>blind index</em> finds what is sealed
 * by keyed hashes, without a word of it in the clear.
 */
@NullMarked
package vn.hoctap.server.secrecy;

import org.jspecify.annotations.NullMarked;
