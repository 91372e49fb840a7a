package vn.hoctap.server.account;

import org.jspecify.annotations.Nullable;

/**
 * The form for a code.
 *
 * @param account the number of the account, to be read out to an officer
 * @param typed the code that did not do, so that a slip of one letter is no new beginning
 * @param wrong why it did not
 */
public record LinkView(
        String account, String typed, @Nullable String wrong) {}
