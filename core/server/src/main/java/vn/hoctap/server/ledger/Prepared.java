package vn.hoctap.server.ledger;

import io.vertx.core.Future;
import java.util.List;

/**
 * A batch that is judged and not yet written.
 *
 * @param answers to its submissions, once it is committed
 * @param news what goes on from nothing that an earlier batch writes: it may be sent before that one is committed
 * @param rest what does
 * @param written succeeds with all of these statements
 */
record Prepared(List<Batch.Answer> answers, Deferred news, Deferred rest, Future<?> written) {}
