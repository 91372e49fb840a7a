package vn.hoctap.server.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A fact as its author would send it: the body of an activity or of an assessment, and who sends it. */
record DemoFact(Author author, boolean assessment, ObjectNode body) {

    enum Author {
        LEARNER,
        CENTER,
        OFFICER
    }
}
