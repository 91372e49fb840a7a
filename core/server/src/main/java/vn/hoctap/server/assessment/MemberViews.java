package vn.hoctap.server.assessment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.hoctap.server.assessment.MembersView.One;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.member.Member;
import vn.hoctap.server.title.TitleViews;

/** Puts members into words: since when, and what they hold. */
record MemberViews(Words words, TitleViews titles, boolean editable) {

    /** @param open the ids of those of whom the reader may see more */
    List<One> of(List<Member> members, Set<String> open) {
        return members.stream()
                .map(member -> of(member, open.contains(member.id())))
                .toList();
    }

    private One of(Member member, boolean open) {
        boolean holds = !member.titles().isEmpty();
        String standing = holds
                ? member.titles().stream().map(titles::name).distinct().collect(Collectors.joining(", "))
                : words.get("member.without");
        return new One(
                member.id(),
                open ? OfficerPages.href(member.id()) : null,
                member.name(),
                detail(member),
                standing,
                holds ? Tone.OK : Tone.STILL,
                editable && member.entered() ? String.valueOf(member.from()) : null);
    }

    private String detail(Member member) {
        LocalDate from = member.from();
        LocalDate to = member.to();
        List<String> parts =
                new ArrayList<>(List.of(words.get("kind." + member.kind().slug())));
        if (from != null) {
            parts.add(to == null ? words.get("member.from", from) : words.get("member.until", from, to.minusDays(1)));
        }
        Boolean counted = member.counted();
        if (counted != null) {
            parts.add(words.get(counted ? "member.counted" : "member.uncounted"));
        }
        parts.add(member.id());
        return String.join(" · ", parts);
    }
}
