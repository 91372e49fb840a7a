package vn.hoctap.server.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;

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

    private final List<String> villages;
    private final List<String> workplaces;

    DemoPeople(List<String> villages, List<String> workplaces) {
        this.villages = villages;
        this.workplaces = workplaces;
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
        return new DemoPerson(
                "cit-%06d".formatted(number),
                name(random),
                born,
                farmer ? "nong-dan" : "cong-chuc",
                pick(villages, random),
                farmer ? Optional.empty() : Optional.of(pick(workplaces, random)),
                diligence,
                seed);
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
