package vn.hoctap.server.learner;

/** A title that was earned a moment ago. */
public record WonView(String serial, String sentence, String validity) {}
