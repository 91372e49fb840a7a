package vn.hoctap.server.demo;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Somebody of the demo.
 *
 * @param diligence how much they learn, 0 to 1
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
        long seed) {}
