package vn.hoctap.server.identity;

/**
 * Whose token it is, wherever he is called otherwise: the sign-in server and its own id of him. Neither is written anywhere
 * but into the table of accounts.
 */
public record AccountId(String issuer, String sub) {}
