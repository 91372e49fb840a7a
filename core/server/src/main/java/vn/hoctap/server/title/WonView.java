package vn.hoctap.server.title;

/** A title that was earned a moment ago. */
public record WonView(String serial, String sentence, String validity) {}
