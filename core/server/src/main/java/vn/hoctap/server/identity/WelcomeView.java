package vn.hoctap.server.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first page.
 *
 * @param cards in demo mode those as whom one may look around
 * @param signIn where one signs in otherwise; null: nobody does here
 * @param to the page that somebody wanted to see
 */
public record WelcomeView(List<Card> cards, @Nullable String signIn, String to) {

    /** @param where the part of the tree that he sees, or what he is */
    public record Card(String persona, String name, String where) {}
}
