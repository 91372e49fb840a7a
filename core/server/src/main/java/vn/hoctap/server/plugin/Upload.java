package vn.hoctap.server.plugin;

import org.jspecify.annotations.Nullable;

/**
 * A jar that somebody wants to have installed.
 *
 * @param name as its sender calls the file
 * @param orgUnit for whose part of the tree; null: as the jar says, or else wherever the caller may
 */
@SuppressWarnings("ArrayRecordComponent") // a file on its way; nobody compares these
public record Upload(String name, byte[] jar, @Nullable String orgUnit) {}
