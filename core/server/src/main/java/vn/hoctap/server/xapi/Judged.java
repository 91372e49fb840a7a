package vn.hoctap.server.xapi;

/** A statement and what becomes of it. */
record Judged(Statement statement, Fate fate) {}
