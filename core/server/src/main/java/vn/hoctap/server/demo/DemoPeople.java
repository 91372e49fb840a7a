package vn.hoctap.server.demo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnitKind;

/** Makes the people of the demo; the first is the learner whom one can sign in as. */
final class DemoPeople {
    static final String LEARNER = "cit-000001";

    private static final double FARMERS = 0.7;
    private static final List<String> FAMILY = List.of(
            "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Đinh", "Ngô", "Dương", "Lý", "Phan");
    private static final List<String> MIDDLE_OF_WOMEN = List.of("Thị", "Thị Ngọc", "Thu", "Thanh", "Minh", "Kim");
    private static final List<String> MIDDLE_OF_MEN = List.of("Văn", "Đức", "Quang", "Hữu", "Xuân", "Công");
    private static final List<String> GIVEN_OF_WOMEN = List.of(
            "Lan", "Huệ", "Mai", "Hoa", "Hạnh", "Nga", "Thủy", "Hương", "Loan", "Yến", "Phượng", "Tuyết", "Cúc");
    private static final List<String> GIVEN_OF_MEN =
            List.of("Hùng", "Dũng", "Thắng", "Sơn", "Hải", "Long", "Tuấn", "Bình", "Khánh", "Phúc", "Toàn", "Vinh");

    private final List<OrgUnit> villages;
    private final List<OrgUnit> workplaces;
    private final Map<String, String> parents = new HashMap<>();

    DemoPeople(List<OrgUnit> units) {
        this.villages = units.stream()
                .filter(unit -> unit.kind() == OrgUnitKind.VILLAGE)
                .toList();
        this.workplaces = units.stream()
                .filter(unit -> unit.kind() == OrgUnitKind.ORGANISATION)
                .toList();
        units.forEach(unit -> parents.put(unit.id(), String.valueOf(unit.parent())));
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
                1);
    }

    private DemoPerson anybody(int number) {
        long seed = number * 0x9E3779B97F4A7C15L;
        Random random = new Random(seed);
        boolean farmer = random.nextDouble() < FARMERS;
        LocalDate born = LocalDate.of(farmer ? 1950 : 1968, 1, 1).plusDays(random.nextInt(365 * (farmer ? 52 : 32)));
        double diligence = farmer ? 0.25 + 0.75 * random.nextDouble() : 0.55 + 0.45 * Math.sqrt(random.nextDouble());
        OrgUnit village = pick(villages, random);
        return new DemoPerson(
                "cit-%06d".formatted(number),
                name(random),
                born,
                farmer ? "nong-dan" : "cong-chuc",
                village.id(),
                farmer ? Optional.empty() : Optional.of(workplace(village, random)),
                diligence,
                seed);
    }

    /** One works in the commune where one lives or at an office of its province. */
    private String workplace(OrgUnit village, Random random) {
        String commune = String.valueOf(village.parent());
        List<OrgUnit> near = workplaces.stream()
                .filter(office -> commune.equals(office.parent())
                        || String.valueOf(parents.get(commune)).equals(office.parent()))
                .toList();
        return pick(near, random).id();
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
