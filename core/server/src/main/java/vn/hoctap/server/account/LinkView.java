package vn.hoctap.server.account;

import org.jspecify.annotations.Nullable;

/**
 * The form for a code.
 *
 * @param account the number of the account, to be read out to an officer
 * @param wrong why the code did not do
 */
public record LinkView(String account, @Nullable String wrong) {}
