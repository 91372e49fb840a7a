package vn.hoctap.server.demo;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Somebody of the demo.
 *
 * @param diligence how much they learn, 0 to 1
 * @param association whether one works for the association for promoting learning
 * @param seed makes everything about the person, so that the demo is the same each time
 */
record DemoPerson(
        String id,
        String name,
        LocalDate birthDate,
        String group,
        String residence,
        Optional<String> workplace,
        double diligence,
        boolean association,
        long seed) {

    /** Nothing of theirs is left undone. */
    boolean exemplary() {
        return diligence > 0.95;
    }

    String familyName() {
        return name.substring(0, name.indexOf(' '));
    }

    boolean adult(int year) {
        return year - birthDate.getYear() >= 18;
    }
}
