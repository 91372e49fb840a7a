package vn.hoctap.server.subject;

import vn.hoctap.engine.criteria.SubjectKind;

/** A subject that is not known yet, and what is said of it at first. */
public record NewSubject(String id, SubjectKind kind, SubjectChange content) {

    /** The id stands in for a name that nobody gave. */
    String name() {
        String name = content.name();
        return name == null ? id : name;
    }
}
