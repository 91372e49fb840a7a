package vn.hoctap.server.demo;

import java.util.List;

/**
 * What the people of a group do in a year.
 *
 * @param group or a workplace, for what its people do besides
 * @param what codes, which have no spaces, or titles; each time one of them
 * @param least how often at least
 * @param more how much oftener the most diligent do it
 * @param chance that somebody does it at all, for the least diligent; 1 is everybody
 * @param hours each time between the two; none: as the catalogue says
 * @param skill {@code framework:component:level} that the average learner shows, with a score; empty: no examination
 */
record DemoHabit(
        String group,
        DemoFact.Author author,
        String type,
        List<String> what,
        int least,
        double more,
        double chance,
        List<Integer> hours,
        List<String> skill) {

    static boolean isCode(String what) {
        return what.indexOf(' ') < 0;
    }
}
