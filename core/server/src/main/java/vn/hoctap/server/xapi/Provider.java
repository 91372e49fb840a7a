package vn.hoctap.server.xapi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A system that may send statements about the people of one part of the tree.
 *
 * @param orgUnit null is the root: everybody
 */
record Provider(String id, String name, @Nullable String orgUnit, String key, Instant createdAt, boolean revoked) {}
