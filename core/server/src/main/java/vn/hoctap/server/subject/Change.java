package vn.hoctap.server.subject;

/** What is to be written for the subject with this key. */
record Change(long key, SubjectChange content) {}
