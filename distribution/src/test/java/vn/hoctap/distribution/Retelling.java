package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * What is known of some people: it can be told to another server, in an order and in batches of its own, and what a server
 * makes of it can be asked.
 *
 * @param subjects their ids
 * @param appraisals by subject
 */
record Retelling(List<String> subjects, Map<String, List<Map<String, Object>>> appraisals) {
    private static final int ARRAY = 50;
    private static final int TELLERS = 8;

    /** People like these, all farmers of one village, most of whom some hours of learning away from the title. */
    static Retelling of(List<String> subjects) {
        Map<String, List<Map<String, Object>>> appraisals = new HashMap<>();
        subjects.forEach(subject -> appraisals.put(subject, Sent.appraisals(subject)));
        return new Retelling(subjects, appraisals);
    }

    Retelling about(List<String> some) {
        return new Retelling(some, appraisals);
    }

    void enter(Courier courier) {
        inParallel(subjects, subject -> {
            courier.send("admin", "POST", "/api/v1/subjects", Sent.farmer(subject))
                    .is(201);
            courier.send("admin", "POST", "/api/v1/assessments", appraisals.get(subject))
                    .is(200);
        });
    }

    private static <T> void inParallel(Collection<T> all, Consumer<T> telling) {
        try (ExecutorService threads = Executors.newFixedThreadPool(TELLERS)) {
            List<CompletableFuture<Void>> told = all.stream()
                    .map(one -> CompletableFuture.runAsync(() -> telling.accept(one), threads))
                    .toList();
            told.forEach(CompletableFuture::join);
        }
    }

    /** Corrections keep their order; everything else comes in another one. */
    void tell(Courier courier, Collection<Testimony> testimonies, Random random) {
        List<Testimony.Fact> facts = new ArrayList<>();
        for (Testimony testimony : testimonies) {
            testimony.facts().stream()
                    .filter(fact -> subjects.contains(fact.subject()))
                    .forEach(facts::add);
        }
        Collections.shuffle(facts, random);
        for (int from = 0; from < facts.size(); from += ARRAY) {
            List<Testimony.Fact> part = facts.subList(from, Math.min(facts.size(), from + ARRAY));
            courier.send(
                            "admin",
                            "POST",
                            "/api/v1/activities",
                            part.stream().map(Testimony.Fact::body).toList())
                    .is(200);
        }
        inParallel(facts, fact -> mark(courier, fact));
        inParallel(
                subjects,
                subject -> testimonies.forEach(testimony -> testimony
                        .changesOf(subject)
                        .forEach(change -> courier.send("admin", "PATCH", "/api/v1/subjects/" + subject, change)
                                .is(200))));
    }

    private static void mark(Courier courier, Testimony.Fact fact) {
        String path = "/api/v1/activities/" + fact.id();
        String query = "?subject=" + fact.subject();
        switch (fact.state()) {
            case "rejected" ->
                courier.send(
                                "admin",
                                "POST",
                                path + "/verification" + query,
                                Map.of("decision", "rejected", "reason", "Đã xem"))
                        .is(200);
            case "withdrawn" ->
                courier.send("admin", "DELETE", path + query, null).is(200);
            default -> assertThat(fact.state()).isEqualTo("verified");
        }
    }

    /** By subject: how far each set says it is, and which titles it holds. */
    Map<String, String> outcome(Courier courier) {
        Map<String, String> outcome = new TreeMap<>();
        for (String subject : subjects) {
            JsonNode progress = courier.get("/api/v1/subjects/" + subject + "/progress?cycle=" + Sent.cycle())
                    .is(200)
                    .body()
                    .path("sets");
            List<String> titles = courier.all("/api/v1/subjects/" + subject + "/titles").stream()
                    .filter(title -> title.path("state").asText().equals("AWARDED"))
                    .map(title -> title.path("set").asText() + " "
                            + title.path("cycle").asText())
                    .sorted()
                    .toList();
            outcome.put(subject, titles + lines(progress));
        }
        return outcome;
    }

    private static String lines(JsonNode sets) {
        StringBuilder lines = new StringBuilder();
        for (JsonNode set : sets) {
            lines.append("\n  ")
                    .append(set.path("set").asText())
                    .append(' ')
                    .append(set.path("outcome").asText())
                    .append(' ')
                    .append(set.path("total"));
            for (JsonNode criterion : set.path("criteria")) {
                criterion
                        .path("indicators")
                        .forEach(indicator -> lines.append("\n    ")
                                .append(indicator.path("id").asText())
                                .append(' ')
                                .append(indicator.path("points"))
                                .append(' ')
                                .append(counted(indicator)));
            }
        }
        return lines.toString();
    }

    /** Which facts counted; in no order. */
    private static List<String> counted(JsonNode indicator) {
        return Answer.list(indicator.path("facts")).stream()
                .map(JsonNode::toString)
                .sorted()
                .toList();
    }
}
