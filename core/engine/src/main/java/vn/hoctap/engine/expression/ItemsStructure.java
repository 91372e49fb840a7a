package vn.hoctap.engine.expression;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The variables {@code criterion} and {@code indicator}: one field for each id. */
@SuppressWarnings("Immutable") // The values of a decision never change.
final class ItemsStructure extends Structure {
    private final String variable;
    private final Function<String, @Nullable Item> items;

    ItemsStructure(String variable, Function<String, @Nullable Item> items) {
        this.variable = variable;
        this.items = items;
    }

    @Override
    @Nullable
    Object field(String id) {
        Item item = items.apply(id);
        return item == null ? null : new ItemStructure(variable, item);
    }

    @Override
    String path(String id) {
        return Paths.keyed(variable, id);
    }

    /** One of them, also as an item of the list {@code indicators}. */
    @SuppressWarnings("Immutable") // An item never changes.
    static final class ItemStructure extends Structure {
        private final String variable;
        private final Item item;

        ItemStructure(String variable, Item item) {
            this.variable = variable;
            this.item = item;
        }

        @Override
        @Nullable
        Object field(String name) {
            return switch (name) {
                case "id" -> item.id();
                case "points" -> ExactNumber.of(item.points());
                case "max" -> ExactNumber.of(item.max());
                case "value" -> ExactNumber.orNull(item.value());
                case "outcome" -> item.outcome();
                default -> null;
            };
        }

        @Override
        String path(String field) {
            return Paths.keyed(variable, item.id()) + "." + field;
        }
    }
}
