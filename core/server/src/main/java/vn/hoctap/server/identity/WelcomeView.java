package vn.hoctap.server.identity;

import java.util.List;

/** The first page; in demo mode with those as whom one may look around. */
public record WelcomeView(List<Card> cards) {

    /** @param where the part of the tree that he sees, or what he is */
    public record Card(String persona, String name, String where) {}
}
