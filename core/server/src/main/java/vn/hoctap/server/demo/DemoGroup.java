package vn.hoctap.server.demo;

import java.util.List;

/**
 * A target group as the demo fills it.
 *
 * @param share of all people, in relation to the others' shares
 * @param bornFrom the first year of birth
 * @param bornTo the last year of birth
 * @param diligence the least of its people's
 * @param registered how many of them ask to be appraised, 0 to 1
 * @param appraised how likely an indicator that activities can show is appraised as well
 * @param workplaces the kinds of place where its people work or go to school; empty: at home
 */
record DemoGroup(
        String id,
        int share,
        int bornFrom,
        int bornTo,
        double diligence,
        double registered,
        double appraised,
        List<String> workplaces) {}
