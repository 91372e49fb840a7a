package vn.hoctap.server.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.engine.criteria.CriteriaReader;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.criteria.ReadResult;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.plugin.PublishedSet;
import vn.hoctap.server.plugin.Registry;
import vn.hoctap.server.simulation.SetsDifference.Stored;

/** Makes of somebody's wish the sets that would judge. */
record Trying(Registry registry, Wish wish) {
    private static final String TRIED = "+thử";

    /** @param going the versions in whose place it stands */
    record Tried(Stored coming, List<Stored> going, String title, String kind) {}

    /** @throws Problem 400 with what is wrong */
    Tried tried() {
        CriteriaSet set = wish.draft().isPresent() ? draft(wish.draft().get()) : varied();
        LocalDate reference = set.cycle().referenceDate(wish.cycle());
        if (set.isAbstract()) {
            throw Problem.invalid(
                    "/set", "The set " + set.id() + " is abstract and judges nobody; try one of its own.");
        }
        if (set.effective().isAfter(reference)) {
            throw Problem.invalid(
                    "/cycle",
                    "The set %s holds from %s and judges nobody in %d; take a later cycle."
                            .formatted(set.id(), set.effective(), wish.cycle()));
        }
        return new Tried(
                new Stored(set.id(), set.version(), scope(set), set.document(), null),
                replaced(set),
                set.awards(),
                set.subject().slug());
    }

    private @Nullable String scope(CriteriaSet set) {
        return wish.scope()
                .or(() -> registry.published(set.id()).flatMap(known -> Optional.ofNullable(known.scope())))
                .or(() -> registry.published(set.id()).isPresent() ? Optional.empty() : wish.orgUnit())
                .orElse(null);
    }

    /** Of two versions that hold from the same day on, only one can judge. */
    private List<Stored> replaced(CriteriaSet set) {
        return registry.versions(set.id()).stream()
                .filter(known -> !known.set().effective().isBefore(set.effective())
                        || known.set().version().equals(set.version()))
                .map(known -> new Stored(
                        known.set().id(),
                        known.set().version(),
                        known.scope(),
                        known.set().document(),
                        null))
                .toList();
    }

    private CriteriaSet draft(String yaml) {
        ReadResult read = new CriteriaReader(registry.measures())
                .read(
                        List.of(new CriteriaSource("draft", yaml)),
                        id -> registry.set(id).map(CriteriaSet::document));
        if (!read.errors().isEmpty()) {
            throw Problem.invalid(read.errors().stream().map(Trying::fault).toList());
        }
        return read.sets().stream()
                .findFirst()
                .orElseThrow(() -> Problem.invalid("/draft", "The draft holds no criteria set."));
    }

    private static PointerError fault(CriteriaError error) {
        return new PointerError("/draft", "Line %d: %s %s".formatted(error.line(), error.message(), error.remedy()));
    }

    private CriteriaSet varied() {
        String id = wish.set().orElseThrow(() -> Problem.invalid("/set", "Say which set: its id, or a draft."));
        CriteriaSet known = inForce(id);
        if (wish.parameters().isEmpty()) {
            return known;
        }
        ObjectNode document = document(known);
        for (Map.Entry<String, JsonNode> one : wish.parameters().entrySet()) {
            if (known.parameters().stream().noneMatch(p -> p.name().equals(one.getKey()))) {
                throw Problem.invalid(
                        "/parameters/" + one.getKey(),
                        "The set has no parameter '%s'; it has %s."
                                .formatted(
                                        one.getKey(),
                                        known.parameters().stream()
                                                .map(CriteriaSet.Parameter::name)
                                                .toList()));
            }
            document.withObject("/parameters/" + one.getKey()).set("value", one.getValue());
        }
        document.put("version", known.version() + TRIED);
        try {
            return new CriteriaReader(registry.measures()).compile(document.toString());
        } catch (IllegalArgumentException unusable) {
            throw Problem.invalid("/parameters", String.valueOf(unusable.getMessage()));
        }
    }

    /** The version that judges in the cycle. */
    private CriteriaSet inForce(String id) {
        List<PublishedSet> versions = registry.versions(id);
        Optional<CriteriaSet> found = Stream.of(versions)
                .flatMap(List::stream)
                .map(PublishedSet::set)
                .filter(set -> !set.effective().isAfter(set.cycle().referenceDate(wish.cycle())))
                .reduce((earlier, later) -> later);
        return found.or(() -> versions.stream().map(PublishedSet::set).findFirst())
                .orElseThrow(() -> Problem.invalid("/set", "There is no criteria set '" + id + "'."));
    }

    private static ObjectNode document(CriteriaSet set) {
        try {
            return Json.mapper().readValue(set.document(), ObjectNode.class);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
