package vn.hoctap.server.enrolment;

import java.util.List;

/**
 * What courses would change for one title.
 *
 * @param total points now and then, {@code 68 → 76}; empty when points do not decide
 * @param won the title would be earned
 * @param moves the indicators that would move
 */
public record WhatIfView(String title, String sentence, String total, boolean won, List<Move> moves) {

    /** @param share of the new points, 0 to 100 */
    public record Move(String name, String before, String after, String share) {}
}
