package vn.hoctap.server.member;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.title.TitleRecord;

/**
 * Who belongs to a collective on a day.
 *
 * @param from since when; null: the place is within the other
 * @param to the first day without it; null: no end is known
 * @param entered by a membership, which can be ended; else it follows from where he lives or works
 * @param counted in that year, for a title that asks for a share of the members; null: no title does, or nobody knows yet
 * @param titles that he holds on that day
 */
public record Member(
        String id,
        SubjectKind kind,
        String name,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        boolean entered,
        @Nullable Boolean counted,
        List<TitleRecord> titles) {}
