package vn.hoctap.server.subject;

import java.util.Optional;

/**
 * What a list of subjects is asked for.
 *
 * @param text part of the name, with or without tone marks, or the beginning of the id
 * @param orgUnit those who live or work there or below today, and its own community or unit
 * @param after the id of the last subject of the page before
 */
public record SubjectQuery(
        Optional<String> text,
        Optional<String> orgUnit,
        Optional<String> kind,
        Optional<String> group,
        Optional<String> after,
        int limit) {

    public static SubjectQuery all(int limit) {
        return new SubjectQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }

    public SubjectQuery text(String part) {
        return new SubjectQuery(Optional.of(part), orgUnit, kind, group, after, limit);
    }

    public SubjectQuery in(String unit) {
        return new SubjectQuery(text, Optional.of(unit), kind, group, after, limit);
    }

    public SubjectQuery kind(String slug) {
        return new SubjectQuery(text, orgUnit, Optional.of(slug), group, after, limit);
    }

    public SubjectQuery group(String slug) {
        return new SubjectQuery(text, orgUnit, kind, Optional.of(slug), after, limit);
    }

    public SubjectQuery after(String id) {
        return new SubjectQuery(text, orgUnit, kind, group, Optional.of(id), limit);
    }
}
