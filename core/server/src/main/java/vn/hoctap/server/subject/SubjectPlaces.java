package vn.hoctap.server.subject;

import java.util.List;
import vn.hoctap.engine.criteria.SubjectKind;

/**
 * Where a subject belongs today, which decides who may see it.
 *
 * @param paths of the units where it lives or works, and of the one whose community or unit it is; and its {@link
 *     vn.hoctap.server.identity.Ties} with people
 */
public record SubjectPlaces(String id, long key, SubjectKind kind, List<String> paths) {}
