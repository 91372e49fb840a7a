package vn.hoctap.engine.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.progress.Entry;

/** A course of the catalogue that somebody could take. */
public record CourseOffer(String code, String title, Optional<Rational> hours, List<Fact.Skill> skills) {

    /** As if a centre had said now that the course is passed. */
    Entry.Learned passedAt(Instant moment) {
        return new Entry.Learned(new Fact(
                "course:" + code,
                "course",
                code,
                title,
                null,
                moment,
                null,
                hours.orElse(null),
                new Fact.Result(null, true),
                skills,
                new Fact.Source(Fact.Source.Kind.CENTER, null),
                true));
    }
}
