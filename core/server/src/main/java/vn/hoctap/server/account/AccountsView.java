package vn.hoctap.server.account;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of one person.
 *
 * @param base the address of the person's page
 * @param code one that was issued this moment
 * @param until when it ends
 * @param said what was done
 * @param wrong why nothing was
 */
public record AccountsView(
        String base,
        String name,
        List<Account> accounts,
        @Nullable String code,
        @Nullable String until,
        @Nullable String said,
        @Nullable String wrong) {

    /**
     * @param id its number
     * @param name how he signs in
     * @param ours whether it can be taken from the person here
     */
    public record Account(String id, String name, String detail, boolean ours) {}
}
