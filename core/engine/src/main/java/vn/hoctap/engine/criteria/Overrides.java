package vn.hoctap.engine.criteria;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lays a set over its base. Maps merge by key; lists whose items have an {@code id} merge by it, in the base's order,
 * with new items at the end; everything else replaces. What {@code null} deletes: {@code key: ~} a key, {@code - the-id:
 * ~} (or {@code - {id: the-id, ~}}) an item of a list; an item that has nothing left but its id is deleted too.
 */
final class Overrides {
    /** Each set's own, never inherited. */
    private static final Set<String> OWN =
            Set.of("id", "version", "status", "source", "effective", "abstract", "extends");

    private static final String ID = "id";
    private static final String NULL_KEY = "~";

    private final Faults faults;
    private final int extendsLine;

    Overrides(Faults faults, int extendsLine) {
        this.faults = faults;
        this.extendsLine = extendsLine;
    }

    Part.Mapping over(Part.Mapping base, Part.Mapping own) {
        Map<String, Part> inheritable = new LinkedHashMap<>(base.fields());
        inheritable.keySet().removeAll(OWN);
        return merged((Part.Mapping) inherited(new Part.Mapping(base.origin(), inheritable)), own);
    }

    private Part inherited(Part part) {
        Origin origin = part.origin().inherited(extendsLine);
        return switch (part) {
            case Part.Scalar scalar -> new Part.Scalar(origin, scalar.value());
            case Part.Sequence list ->
                new Part.Sequence(
                        origin, list.items().stream().map(this::inherited).toList());
            case Part.Mapping mapping -> {
                Map<String, Part> fields = new LinkedHashMap<>();
                mapping.fields().forEach((key, value) -> fields.put(key, inherited(value)));
                yield new Part.Mapping(origin, fields);
            }
        };
    }

    private Part.Mapping merged(Part.Mapping base, Part.Mapping own) {
        Map<String, Part> fields = new LinkedHashMap<>(base.fields());
        own.fields().forEach((key, value) -> {
            Part before = fields.get(key);
            if (!value.isNull()) {
                fields.put(key, before == null ? value : merged(before, value));
            } else if (before != null) {
                fields.remove(key);
            } else {
                nothingToDelete(value, key);
            }
        });
        return new Part.Mapping(own.origin(), fields);
    }

    private Part merged(Part base, Part own) {
        if (base instanceof Part.Mapping below && own instanceof Part.Mapping above) {
            return merged(below, above);
        }
        if (base instanceof Part.Sequence below && own instanceof Part.Sequence above && byId(below, above)) {
            return merged(below, above);
        }
        return own;
    }

    /** An empty list has no ids: it replaces. */
    private static boolean byId(Part.Sequence base, Part.Sequence own) {
        return !own.items().isEmpty()
                && base.items().stream().allMatch(item -> id(item).isPresent())
                && own.items().stream()
                        .allMatch(item -> id(item).or(() -> deleted(item)).isPresent());
    }

    private Part merged(Part.Sequence base, Part.Sequence own) {
        Map<String, Part> items = new LinkedHashMap<>();
        base.items().forEach(item -> items.put(id(item).orElseThrow(), item));
        Set<String> seen = new HashSet<>();
        for (Part item : own.items()) {
            Optional<String> deleted = deleted(item);
            String id = deleted.or(() -> id(item)).orElseThrow();
            if (!seen.add(id)) {
                faults.add(item, "The id “" + id + "” stands twice in this list.", "Give each item an id of its own.");
            } else if (deleted.isEmpty()) {
                put(items, id, (Part.Mapping) item);
            } else if (items.remove(id) == null) {
                nothingToDelete(item, id);
            }
        }
        return new Part.Sequence(own.origin(), new ArrayList<>(items.values()));
    }

    private void put(Map<String, Part> items, String id, Part.Mapping own) {
        if (!(items.get(id) instanceof Part.Mapping base)) {
            items.put(id, own);
            return;
        }
        Part.Mapping item = merged(base, own);
        if (item.fields().size() == 1 && base.fields().size() > 1) {
            items.remove(id);
        } else {
            items.put(id, item);
        }
    }

    private void nothingToDelete(Part at, String name) {
        faults.add(
                at,
                "“" + name + "” is empty, but the base has no “" + name + "” that this could delete.",
                "Give it a value, take it out, or correct the name.");
    }

    private static Optional<String> id(Part item) {
        return item instanceof Part.Mapping mapping ? mapping.text(ID) : Optional.empty();
    }

    private static Optional<String> deleted(Part item) {
        if (!(item instanceof Part.Mapping mapping)) {
            return Optional.empty();
        }
        Map<String, Part> fields = mapping.fields();
        if (fields.size() == 1 && !fields.containsKey(ID)) {
            return fields.entrySet().stream()
                    .filter(field -> field.getValue().isNull())
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
        boolean marked =
                fields.size() == 2 && mapping.get(NULL_KEY).filter(Part::isNull).isPresent();
        return marked ? mapping.text(ID) : Optional.empty();
    }
}
