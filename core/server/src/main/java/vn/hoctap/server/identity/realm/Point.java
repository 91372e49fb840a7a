package vn.hoctap.server.identity.realm;

/** What is looked at, in this order. Each has words: {@code sso.point.<name>}. */
public enum Point {
    /** Keycloak answers, and has the realm. */
    ADDRESS,
    /** The realm calls itself as the setting does. */
    ISSUER,
    /** The client and its secret are known there. */
    SECRET,
    CLOCK,
    /** Tokens say for whom they are meant. */
    AUDIENCE,
    /** Tokens name roles. */
    ROLE_MAPPER,
    /** The realm has this program's roles. */
    ROLES,
    /** Tokens say for which units somebody has his roles. */
    UNIT_MAPPER,
    /** ID tokens name nobody: one of them stands in the address at which somebody signs out. */
    NAMES,
    /** Who has signed in is sent back to this program. */
    REDIRECT
}
