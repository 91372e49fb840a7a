package vn.hoctap.engine.progress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;
import vn.hoctap.engine.criteria.CycleRule;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.expression.Bindings;
import vn.hoctap.engine.expression.Expression;

/**
 * Which slots a fact may count in, by what there are few kinds of: its type, who said it, and whether it is verified. Most
 * slots are for other types, or ask for nothing else; only what is left is asked of every fact. Thread-safe.
 */
final class Routes {
    /** Types are open: whoever sends ever new ones gets each route worked out. */
    private static final int MAX_REMEMBERED = 1_000;

    private static final String TYPE = "activity.type";
    private static final String SOURCE = "activity.source.kind";
    private static final String COURSE = "activity.course";
    private static final String RESULT = "activity.result";
    private static final Set<String> KIND = Set.of(TYPE, SOURCE);

    /**
     * Slots for one kind of fact, each list in order; the window is still to be looked at.
     *
     * @param sure those in which it counts
     * @param asked those whose {@code where} asks for more
     */
    private record Route(List<Place> sure, List<Place> asked) {}

    /** A slot and where it is. */
    private record Place(int number, boolean held, Optional<Expression> where, Optional<Set<String>> courses) {
        static Place of(int number, Slot slot) {
            Optional<Expression> where = slot.way().where();
            boolean held = slot.way().window() == Way.Window.HELD;
            return new Place(number, held, where, where.flatMap(test -> test.demands(COURSE)));
        }

        /** Whether a look at the fact tells that its {@code where} does not hold. */
        boolean isForOthers(Fact fact) {
            return (fact.course() == null && where.orElseThrow().needs().contains(COURSE))
                    || (fact.result() == null && where.orElseThrow().needs().contains(RESULT))
                    || (courses.isPresent() && !courses.get().contains(fact.course()));
        }
    }

    /** Receives the slots in which an entry counts. */
    @FunctionalInterface
    interface Counting {
        void in(int slot);
    }

    private final CycleRule rule;
    private final int cycle;
    private final Instant begin;
    private final Instant end;
    private final List<Slot> slots;
    private final Map<String, @Nullable Route[]> known = new ConcurrentHashMap<>();

    Routes(CycleRule rule, int cycle, List<Slot> slots) {
        this.rule = rule;
        this.cycle = cycle;
        this.begin = rule.end(cycle - 1);
        this.end = rule.end(cycle);
        this.slots = slots;
    }

    /** The same as {@link Slot#counts} says of each. */
    void each(Fact fact, Counting counting) {
        boolean within = !fact.endedAt().isBefore(begin) && fact.endedAt().isBefore(end);
        int year = within ? cycle : rule.yearOf(fact.endedAt());
        if (year > cycle) {
            return;
        }
        Route route = route(fact);
        for (int i = 0; i < route.sure().size(); i++) {
            Place place = route.sure().get(i);
            if (year == cycle || place.held()) {
                counting.in(place.number());
            }
        }
        if (route.asked().isEmpty()) {
            return;
        }
        Bindings activity = Bindings.activity(fact);
        for (Place place : route.asked()) {
            if ((year == cycle || place.held())
                    && !place.isForOthers(fact)
                    && place.where().orElseThrow().test(activity).isTrue()) {
                counting.in(place.number());
            }
        }
    }

    @SuppressWarnings("EnumOrdinal") // a place in an array that nobody keeps
    private Route route(Fact fact) {
        @Nullable Route[] ofType = known.get(fact.type());
        if (ofType == null) {
            ofType = new @Nullable Route[2 * Fact.Source.Kind.values().length];
            if (known.size() < MAX_REMEMBERED) {
                known.put(fact.type(), ofType);
            }
        }
        int kind = 2 * fact.source().kind().ordinal() + (fact.verified() ? 1 : 0);
        Route route = ofType[kind];
        if (route == null) {
            route = workOut(fact);
            ofType[kind] = route; // two threads that work it out at once find the same
        }
        return route;
    }

    private Route workOut(Fact fact) {
        Bindings activity = Bindings.activity(fact);
        List<Place> sure = new ArrayList<>();
        List<Place> asked = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            Optional<Expression> where = slot.way().where();
            Place place = Place.of(i, slot);
            if (!slot.takes(fact)
                    || where.filter(test -> isForOthers(test, fact)).isPresent()) {
                continue;
            }
            if (where.filter(test -> !KIND.containsAll(test.reads())).isPresent()) {
                asked.add(place);
            } else if (where.isEmpty() || where.get().test(activity).isTrue()) {
                sure.add(place);
            }
        }
        return new Route(List.copyOf(sure), List.copyOf(asked));
    }

    private static boolean isForOthers(Expression where, Fact fact) {
        return where.demands(TYPE).filter(types -> !types.contains(fact.type())).isPresent()
                || where.demands(SOURCE)
                        .filter(kinds -> !kinds.contains(fact.source().kind().slug()))
                        .isPresent();
    }
}
