package vn.hoctap.server.orgunit;

/**
 * A criteria set that was installed for a part of the tree.
 *
 * @param subject the kind of those whom it judges
 * @param title what it awards
 */
public record ScopedSet(String id, String version, String plugin, String scope, String subject, String title) {}
