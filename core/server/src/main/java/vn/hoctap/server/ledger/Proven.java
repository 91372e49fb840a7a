package vn.hoctap.server.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.hoctap.server.evidence.Evidence;
import vn.hoctap.server.evidence.EvidenceStore;
import vn.hoctap.server.subject.SubjectPlaces;

/** Activities with all their evidence: what was named when they were recorded, and what was attached since. */
record Proven(EvidenceStore store) {

    List<RecordedActivity> of(SubjectPlaces subject, List<RecordedActivity> activities) {
        Map<String, List<Evidence>> attached =
                store
                        .of(
                                subject.key(),
                                activities.stream().map(RecordedActivity::id).toList())
                        .stream()
                        .collect(Collectors.groupingBy(evidence -> String.valueOf(evidence.fact())));
        return activities.stream()
                .map(activity -> with(activity, attached.getOrDefault(activity.id(), List.of())))
                .toList();
    }

    private static RecordedActivity with(RecordedActivity activity, List<Evidence> attached) {
        return attached.isEmpty() ? activity : activity.with(all(activity.evidence(), attached));
    }

    private static ArrayNode all(JsonNode named, List<Evidence> attached) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        Set<UUID> known = new HashSet<>();
        named.forEach(one -> {
            all.add(one);
            Evidence.named(one.path("url").asText("")).ifPresent(known::add);
        });
        attached.stream()
                .filter(evidence -> !known.contains(evidence.id()))
                .forEach(
                        evidence -> all.addObject().put("name", evidence.name()).put("url", evidence.url()));
        return all;
    }
}
