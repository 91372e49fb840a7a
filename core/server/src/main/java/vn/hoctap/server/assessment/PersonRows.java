package vn.hoctap.server.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import vn.hoctap.server.ledger.Standings;
import vn.hoctap.server.orgunit.OrgTree;

/** What a list says of each person at a glance. */
final class PersonRows {
    private static final int NAMED = 2;
    private static final int HUNDRED = 100;

    private final Records records;

    PersonRows(Records records) {
        this.records = records;
    }

    List<Person> of(Words words, OrgTree tree, List<Found> found, int cycle) {
        return found.stream().map(one -> of(words, tree, one, cycle)).toList();
    }

    private Person of(Words words, OrgTree tree, Found found, int cycle) {
        Optional<Judgement> judgement =
                records.judgements(found.id(), cycle).stream().findFirst();
        Optional<Rational> needed = judgement.flatMap(Judgement::total).flatMap(ConditionResult::needed);
        Rational total = judgement.map(j -> j.decision().total()).orElse(Rational.ZERO);
        Outcome outcome = judgement.map(j -> outcome(j.decision())).orElse(Outcome.NO_DATA);
        return new Person(
                OfficerPages.href(found.id()),
                found.name(),
                detail(words, tree, found),
                needed.map(n -> words.get("of", total, n)).orElse(""),
                words.get("outcome." + outcome.name()),
                tone(outcome, total),
                Double.toString(needed.map(n -> share(total, n)).orElse(0.0)),
                outcome != Outcome.MET,
                judgement.map(j -> missing(words, j)).orElse(""));
    }

    private static String detail(Words words, OrgTree tree, Found found) {
        return Stream.of(
                        Optional.ofNullable(found.group()).map(g -> words.orElse("group." + g, g)),
                        Optional.ofNullable(found.residence()).map(unit -> Places.name(tree, unit)),
                        Optional.of(found.id()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
    }

    /** One missing indicator leaves the decision open; at a glance that is not what no data means. */
    private static Outcome outcome(Decision decision) {
        return decision.outcome() == Outcome.NO_DATA && decision.total().signum() > 0
                ? Outcome.NOT_MET
                : decision.outcome();
    }

    private static Tone tone(Outcome outcome, Rational total) {
        boolean near = total.atLeast(Rational.of(Standings.NEAR));
        return outcome == Outcome.MET ? Tone.OK : near ? Tone.WAIT : Tone.STILL;
    }

    /** Points that the total lacks, then the indicators that are too low. */
    private static String missing(Words words, Judgement judgement) {
        if (judgement.decision().met()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        judgement.shortOfTotal().ifPresent(points -> parts.add(words.get("points", points)));
        List<String> low = judgement.decision().indicators().stream()
                .filter(judgement::tooLow)
                .flatMap(i -> judgement.set().indicator(i.id()).stream())
                .map(i -> words.in(i.name()))
                .toList();
        parts.addAll(low.subList(0, Math.min(NAMED, low.size())));
        if (low.size() > NAMED) {
            parts.add(words.get("people.more", low.size() - NAMED));
        }
        return parts.isEmpty() ? "" : words.get("people.missing", String.join("; ", parts));
    }

    private static double share(Rational total, Rational needed) {
        return Math.min(HUNDRED, total.over(needed).toDecimal(4).doubleValue() * HUNDRED);
    }
}
