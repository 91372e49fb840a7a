package vn.hoctap.server.member;

import java.time.LocalDate;
import java.util.Optional;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.identity.Reach;

/**
 * Which members are asked for.
 *
 * @param reach whom the reader may be told of
 * @param holding those with, or without, any title that they hold on the day; empty: all
 * @param after the id of the last member of the page before
 */
public record MemberQuery(
        LocalDate day,
        Reach reach,
        Optional<SubjectKind> kind,
        Optional<Boolean> holding,
        Optional<String> after,
        int limit) {

    public static MemberQuery on(LocalDate day, Reach reach, int limit) {
        return new MemberQuery(day, reach, Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }

    public MemberQuery of(Optional<SubjectKind> some) {
        return new MemberQuery(day, reach, some, holding, after, limit);
    }

    public MemberQuery holding(Optional<Boolean> titles) {
        return new MemberQuery(day, reach, kind, titles, after, limit);
    }

    public MemberQuery after(Optional<String> id) {
        return new MemberQuery(day, reach, kind, holding, id, limit);
    }
}
