/**
 * Who did what to whom, when, why and on whose behalf. An <em>act</em> is written in the transaction in which it is done,
 * names everybody by a pseudonym and is never changed; one after another the acts are put into a <em>chain</em> of hashes,
 * so that a missing, altered or inserted one shows. Facts of learning are not repeated here: each says by itself who
 * recorded it.
 */
@NullMarked
package vn.hoctap.server.audit;

import org.jspecify.annotations.NullMarked;
