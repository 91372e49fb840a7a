package vn.hoctap.server.assessment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Decision;
import vn.hoctap.engine.decision.Decision.ConditionResult;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.server.assessment.People.Found;
import vn.hoctap.server.assessment.PeopleView.Person;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.learner.Judgement;
import vn.hoctap.server.learner.Places;
import vn.hoctap.server.learner.Records;
import vn.hoctap.server.learner.Shares;
import vn.hoctap.server.orgunit.OrgTree;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.Subjects;
import vn.hoctap.server.title.ConditionNames;

/** What a list says of each family, clan, community or unit at a glance. */
final class CollectiveRows {
    private static final int NAMED = 2;
    private static final int READABLE = 24;
    private static final double HUNDRED = 100;

    private final Records records;
    private final Subjects subjects;

    CollectiveRows(Records records, Subjects subjects) {
        this.records = records;
        this.subjects = subjects;
    }

    List<Person> of(Words words, OrgTree tree, List<Found> found, int cycle) {
        Map<String, Subject> known = subjects
                .findAll(found.stream().map(Found::id).toList())
                .stream()
                .collect(Collectors.toMap(Subject::id, Function.identity()));
        return found.stream()
                .map(one -> of(words, tree, Objects.requireNonNull(known.get(one.id())), cycle))
                .toList();
    }

    private Person of(Words words, OrgTree tree, Subject collective, int cycle) {
        @Nullable
        Judgement judgement =
                records.judgements(collective.id(), cycle).stream().findFirst().orElse(null);
        String detail = Stream.of(place(words, tree, collective), code(collective))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
        String href = OfficerPages.href(collective.id());
        if (judgement == null) {
            String none = words.get("collective.unjudged");
            return new Person(href, collective.name(), detail, "", none, Tone.STILL, "0", true, "");
        }
        Decision decision = judgement.decision();
        Progress progress = Progress.of(words, judgement);
        return new Person(
                href,
                collective.name(),
                detail,
                progress.text(),
                outcome(words, judgement),
                decision.met() ? Tone.OK : decision.outcome() == Outcome.NO_DATA ? Tone.STILL : Tone.WAIT,
                Double.toString(progress.percent()),
                !decision.met(),
                missing(words, judgement));
    }

    /** One that nobody would read out is not shown. */
    static String code(Subject collective) {
        return collective.id().length() > READABLE ? "" : collective.id();
    }

    /** Where it is; of a place, in which other place. */
    static String place(Words words, OrgTree tree, Subject collective) {
        String unit = collective.orgUnit();
        Stream<String> parts = unit == null
                ? collective.residence(LocalDate.now(Words.ZONE)).stream().map(home -> Places.name(tree, home))
                : tree.find(unit).stream()
                        .flatMap(known -> Stream.concat(
                                Stream.of(words.get("unit." + known.kind().slug())),
                                Optional.ofNullable(known.parent()).map(above -> Places.name(tree, above)).stream()));
        return parts.collect(Collectors.joining(" · "));
    }

    /** With the level, where there are several. */
    private static String outcome(Words words, Judgement judgement) {
        String outcome = words.get("outcome." + judgement.decision().outcome().name());
        return judgement
                .decision()
                .level()
                .filter(level -> judgement.decision().met())
                .map(level -> outcome + " · " + new ConditionNames(words, judgement.set()).level(level))
                .orElse(outcome);
    }

    private record Progress(String text, double percent) {
        /** Points where points are asked for, else conditions. */
        static Progress of(Words words, Judgement judgement) {
            Optional<Rational> needed = judgement.total().flatMap(ConditionResult::needed);
            Rational total = judgement.decision().total();
            if (needed.isPresent()) {
                return new Progress(words.get("of", total, needed.get()), percent(total, needed.get()));
            }
            List<ConditionResult> all = judgement.asking();
            long met = all.stream().filter(c -> c.outcome() == Outcome.MET).count();
            return all.isEmpty()
                    ? new Progress("", 0)
                    : new Progress(words.get("collective.conditions", met, all.size()), HUNDRED * met / all.size());
        }

        private static double percent(Rational part, Rational whole) {
            return Math.min(HUNDRED, part.over(whole).toDecimal(4).doubleValue() * HUNDRED);
        }
    }

    /** The conditions that deny the title, with how many members they lack. */
    private static String missing(Words words, Judgement judgement) {
        Decision decision = judgement.decision();
        if (decision.met()) {
            return "";
        }
        ConditionNames names = new ConditionNames(words, judgement.set());
        Shares shares = new Shares(words, decision);
        List<String> all = decision.denying().stream()
                .map(condition -> names.of(condition.id())
                        + shares.detail(condition)
                                .map(detail -> " (" + detail + ")")
                                .orElse(""))
                .toList();
        List<String> parts = new ArrayList<>(all.subList(0, Math.min(NAMED, all.size())));
        if (all.size() > NAMED) {
            parts.add(words.get("people.more", all.size() - NAMED));
        }
        return parts.isEmpty() ? "" : words.get("people.missing", String.join("; ", parts));
    }
}
