/**
 * The <em>ledger</em> keeps every fact and assessment that was recorded, appended and never edited, and what was said of a
 * fact later: verified, rejected, withdrawn. The <em>recorder</em> is the one way into it: in the transaction that stores a
 * fact it folds the fact into the subject's progress, decides, and awards or withdraws titles. <em>Judgements</em> are the
 * same decision on reading, with its explanation and what is missing; the <em>ledger check</em> recomputes everything
 * stored from the facts and names what differs.
 */
@NullMarked
package vn.hoctap.server.ledger;

import org.jspecify.annotations.NullMarked;
