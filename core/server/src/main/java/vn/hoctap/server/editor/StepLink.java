package vn.hoctap.server.editor;

/** A link to another page about the same draft. */
public record StepLink(String href, String label, boolean current) {}
