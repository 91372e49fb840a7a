package vn.hoctap.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a person's learning, as the ledger knows it: a course, a workshop, an exam, a certificate,
 * or the status that an authority gave.
 *
 * @param id the caller's own id, unique within its subject
 * @param type an open slug; shipped: course workshop reading exam certificate community criteria-training status
 * @param course the code of a course in the catalogue, or of one that the catalogue does not know
 * @param title what the person or centre called it
 * @param endedAt when it was finished; decides which cycle it counts in
 * @param validUntil when a certificate or status lapses; absent: it does not
 * @param hours hours of learning
 * @param verified true when a trusted source (officer, center, lms) said it or an officer verified it
 */
public record Fact(
        String id,
        String type,
        @Nullable String course,
        @Nullable String title,
        @Nullable Instant startedAt,
        Instant endedAt,
        @Nullable Instant validUntil,
        @Nullable Rational hours,
        @Nullable Result result,
        List<Skill> skills,
        Source source,
        boolean verified) {

    public Fact {
        skills = List.copyOf(skills);
    }

    /**
     * How it ended.
     *
     * @param scaled the result as a share of the best possible one, 0 to 1
     */
    public record Result(
            @Nullable Rational scaled, @Nullable Boolean passed) {}

    /**
     * A digital or other skill that it proves.
     *
     * @param framework for instance {@code tt02-2025}
     * @param component the component's number in the framework, for instance {@code 4.2}
     */
    public record Skill(String framework, String component, int level) {}

    /** Who said it. */
    public record Source(Kind kind, @Nullable String ref) {

        /** In order of rising trust; only {@link #SELF} needs an officer's verification. */
        public enum Kind {
            SELF,
            CENTER,
            LMS,
            OFFICER;

            public boolean trusted() {
                return this != SELF;
            }

            /** As written in JSON and in expressions. */
            public String slug() {
                return name().toLowerCase(java.util.Locale.ROOT);
            }
        }
    }
}
