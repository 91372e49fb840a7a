package vn.hoctap.server.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnitKind;

/** Makes the people of the demo; the first is the learner whom one can sign in as. */
final class DemoPeople {
    static final String LEARNER = "cit-000001";

    private static final double ASSOCIATION = 0.08;
    private static final long ASSOCIATION_SEED = 0x2545F491L;

    private static final List<String> FAMILY = List.of(
            "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Đinh", "Ngô", "Dương", "Lý", "Phan");
    private static final List<String> MIDDLE_OF_WOMEN = List.of("Thị", "Thị Ngọc", "Thu", "Thanh", "Minh", "Kim");
    private static final List<String> MIDDLE_OF_MEN = List.of("Văn", "Đức", "Quang", "Hữu", "Xuân", "Công");
    private static final List<String> GIVEN_OF_WOMEN = List.of(
            "Lan", "Huệ", "Mai", "Hoa", "Hạnh", "Nga", "Thủy", "Hương", "Loan", "Yến", "Phượng", "Tuyết", "Cúc");
    private static final List<String> GIVEN_OF_MEN =
            List.of("Hùng", "Dũng", "Thắng", "Sơn", "Hải", "Long", "Tuấn", "Bình", "Khánh", "Phúc", "Toàn", "Vinh");

    private final List<DemoGroup> groups;
    private final List<OrgUnit> villages;
    private final List<OrgUnit> workplaces;
    private final Map<String, OrgUnit> units;
    private final Map<String, Double> spirits = DemoTables.spirits();

    DemoPeople(List<DemoGroup> groups, List<OrgUnit> units) {
        this.groups = groups;
        this.villages = units.stream()
                .filter(unit -> unit.kind() == OrgUnitKind.VILLAGE)
                .toList();
        this.workplaces = units.stream()
                .filter(unit -> unit.kind() == OrgUnitKind.ORGANISATION)
                .toList();
        this.units = units.stream().collect(Collectors.toMap(OrgUnit::id, Function.identity()));
    }

    /** @param number from 1 */
    DemoPerson person(int number) {
        return number == 1 ? learner() : anybody(number);
    }

    private static DemoPerson learner() {
        return new DemoPerson(
                LEARNER,
                "Nguyễn Thị Lan",
                LocalDate.of(1968, 4, 12),
                "nong-dan",
                "thon-3-quang-vinh",
                Optional.empty(),
                0.6,
                false,
                1);
    }

    private DemoPerson anybody(int number) {
        long seed = number * 0x9E3779B97F4A7C15L;
        Random random = new Random(seed);
        DemoGroup group = group(number, random);
        LocalDate born = LocalDate.ofYearDay(
                group.bornFrom() + random.nextInt(group.bornTo() - group.bornFrom() + 1), 1 + random.nextInt(365));
        double diligence = group.diligence() + (1 - group.diligence()) * random.nextDouble();
        OrgUnit village = pick(villages, random);
        String name = name(random);
        Optional<String> workplace = workplace(group, village, random);
        return new DemoPerson(
                "cit-%06d".formatted(number),
                name,
                born,
                group.id(),
                village.id(),
                workplace,
                encouraged(diligence, village.id(), workplace),
                new Random(seed ^ ASSOCIATION_SEED).nextDouble() < ASSOCIATION,
                seed);
    }

    /** People learn more where others do: at work or where they live. */
    private double encouraged(double diligence, String village, Optional<String> workplace) {
        double home = spirits.getOrDefault(village, 0.0);
        double spirit = workplace
                .map(unit -> Math.max(home, spirits.getOrDefault(unit, 0.0)))
                .orElse(home);
        return spirit < 0 ? diligence * (1 + spirit) : diligence + (1 - diligence) * spirit;
    }

    /** The first people are one of each group, so that the smallest demo shows them all. */
    private DemoGroup group(int number, Random random) {
        int ticket = random.nextInt(groups.stream().mapToInt(DemoGroup::share).sum());
        if (number <= groups.size() + 1) {
            return groups.get(number - 2);
        }
        int passed = 0;
        for (DemoGroup group : groups) {
            passed += group.share();
            if (ticket < passed) {
                return group;
            }
        }
        throw new IllegalStateException("There are no groups.");
    }

    /** One works in the commune where one lives, or else in its province. */
    private Optional<String> workplace(DemoGroup group, OrgUnit village, Random random) {
        if (group.workplaces().isEmpty()) {
            return Optional.empty();
        }
        String commune = String.valueOf(village.parent());
        String province =
                String.valueOf(Objects.requireNonNull(units.get(commune)).parent());
        List<String> near = workplaces.stream()
                .filter(place -> commune.equals(place.parent()) || province.equals(place.parent()))
                .filter(place -> group.workplaces().contains(DemoTables.unitType(place)))
                .map(OrgUnit::id)
                .toList();
        return near.isEmpty() ? Optional.empty() : Optional.of(pick(near, random));
    }

    private static String name(Random random) {
        boolean woman = random.nextBoolean();
        return String.join(
                " ",
                pick(FAMILY, random),
                pick(woman ? MIDDLE_OF_WOMEN : MIDDLE_OF_MEN, random),
                pick(woman ? GIVEN_OF_WOMEN : GIVEN_OF_MEN, random));
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
