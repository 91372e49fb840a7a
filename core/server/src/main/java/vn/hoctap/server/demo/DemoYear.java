package vn.hoctap.server.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A year of learning: most facts come from centres, some from the learners themselves, and a village chapter or an
 * office appraises what no course can show. How much depends on the person's diligence; the spread leaves some with the
 * title, some one indicator short, some under the floor and some without data.
 */
final class DemoYear {
    private static final List<String> FARM_COURSES = List.of(
            "LUA-01", "LUA-02", "CHAN-01", "CHAN-02", "THUY-01", "RAU-01", "NONG-01", "NONG-02", "HTX-01", "TC-01",
            "PL-01", "PL-02", "SK-01", "SK-03", "ANTT-01", "MT-01");
    private static final List<String> DIGITAL_COURSES =
            List.of("SO-01", "SO-02", "SO-03", "SO-04", "SO-05", "ATTT-01", "CNTT-KV");
    private static final List<String> LANGUAGE_COURSES = List.of("NN-CB", "NN-EN-DL", "NN-EN-01");
    private static final List<String> DUTY_COURSES =
            List.of("BD-CV", "BD-CCHC", "BD-TCD", "BD-CDS", "BD-KNLD", "SO-06", "SO-07", "SO-08", "PL-01", "ATTT-01");
    private static final List<String> ALWAYS_APPRAISED =
            List.of("dong-vien-nguoi-than", "tinh-toan", "tu-duy-phan-bien", "quan-he-than-thien", "hop-tac-chia-se");
    private static final List<String> SOMETIMES_APPRAISED =
            List.of("cap-nhat-kien-thuc", "ke-hoach-hoc-tap", "tham-gia-cong-dong", "cong-nghe-thong-tin", "ngoai-ngu");

    /** What no activity can make up for: who is weak there stays under the floor. */
    private static final List<String> ONLY_APPRAISED = List.of("dong-vien-nguoi-than", "tu-duy-phan-bien");

    private static final double WEAK_SPOT = 0.1;

    private final int year;
    private final LocalDate today;
    private final DemoPerson person;
    private final Random random;
    private final DemoBodies bodies;
    private final List<DemoFact> facts = new ArrayList<>();

    DemoYear(DemoPerson person, int year, LocalDate today) {
        this.person = person;
        this.year = year;
        this.today = today;
        this.random = new Random(person.seed() ^ 0x5DEECE66DL);
        this.bodies = new DemoBodies(person, year);
    }

    List<DemoFact> facts() {
        if (person.id().equals(DemoPeople.LEARNER)) {
            learner();
        } else if (person.group().equals("nong-dan")) {
            farmer();
        } else {
            civilServant();
        }
        return facts;
    }

    private void farmer() {
        courses(FARM_COURSES, 1 + times(3.2));
        courses(DIGITAL_COURSES, times(3.4));
        courses(LANGUAGE_COURSES, chance(0.35 + 0.6 * person.diligence()) ? 1 : 0);
        for (int i = times(7); i > 0; i--) {
            facts.add(bodies.community(day(), chance(0.5) ? "workshop" : "community", random));
        }
        readings(times(4));
        appraise(0.9, 0.45);
    }

    private void civilServant() {
        courses(DUTY_COURSES, 1 + times(3));
        if (chance(0.6 + 0.4 * person.diligence())) {
            facts.add(bodies.status(day(), "ke-hoach-hoc-tap-nam", "Kế hoạch học tập năm được duyệt"));
        }
        for (int i = times(7); i > 0; i--) {
            facts.add(bodies.community(day(), "workshop", random));
        }
        if (chance(0.5 + 0.5 * person.diligence())) {
            facts.add(bodies.exam(day(), "UDCNTT-CB", scaled(), "tt02-2025", "1.1", level()));
        }
        if (chance(0.45 + 0.5 * person.diligence())) {
            facts.add(bodies.exam(day(), "NN-EN-02", scaled(), "knlnnvn", "en", level() - 1));
        }
        for (int i = times(1.6); i > 0; i--) {
            facts.add(bodies.criteriaTraining(day()));
        }
        readings(times(2));
        appraise(0.97, 0.6);
    }

    /** Mrs Lan is twelve points short and one under the floor: the page's example. */
    private void learner() {
        facts.add(bodies.course(day(1, 18), "LUA-01", DemoFact.Author.CENTER));
        facts.add(bodies.course(day(3, 9), "NN-CB", DemoFact.Author.CENTER));
        facts.add(bodies.course(day(5, 22), "PL-01", DemoFact.Author.CENTER));
        facts.add(bodies.community(day(4, 12), "workshop", random));
        facts.add(bodies.community(day(5, 30), "community", random));
        facts.add(bodies.community(day(7, 6), "workshop", random));
        facts.add(bodies.community(day(7, 27), "community", random));
        facts.add(bodies.reading(day(7, 28), random));
        appraised("dong-vien-nguoi-than", 7);
        appraised("cong-nghe-thong-tin", 4);
        appraised("tinh-toan", 5);
        appraised("tu-duy-phan-bien", 5);
        appraised("quan-he-than-thien", 9);
        appraised("hop-tac-chia-se", 9);
    }

    private void courses(List<String> codes, int count) {
        for (int i = 0; i < count; i++) {
            boolean claimed = chance(0.12);
            facts.add(bodies.course(
                    day(),
                    codes.get(random.nextInt(codes.size())),
                    claimed ? DemoFact.Author.LEARNER : DemoFact.Author.CENTER));
        }
    }

    private void readings(int count) {
        for (int i = 0; i < count; i++) {
            facts.add(bodies.reading(day(), random));
        }
    }

    private void appraise(double registered, double also) {
        if (!chance(registered)) {
            return;
        }
        String weak = chance(WEAK_SPOT) ? ONLY_APPRAISED.get(random.nextInt(ONLY_APPRAISED.size())) : "";
        for (String indicator : ALWAYS_APPRAISED) {
            int points = points();
            appraised(indicator, indicator.equals(weak) ? Math.min(points, 3 + random.nextInt(2)) : points);
        }
        for (String indicator : SOMETIMES_APPRAISED) {
            if (chance(also)) {
                appraised(indicator, points());
            }
        }
    }

    private void appraised(String indicator, int points) {
        facts.add(bodies.appraisal(indicator, points));
    }

    private int points() {
        long points = Math.round(4.6 + 5 * person.diligence() + 1.1 * random.nextGaussian());
        return (int) Math.max(2, Math.min(10, points));
    }

    private int times(double most) {
        return (int) Math.max(0, Math.round(most * (0.35 + 0.75 * person.diligence()) + random.nextGaussian() * 0.8));
    }

    private double scaled() {
        return Math.min(1, Math.round((0.45 + 0.5 * person.diligence() + 0.08 * random.nextGaussian()) * 100) / 100.0);
    }

    private int level() {
        return (int) Math.max(1, Math.min(6, Math.round(2.6 + 2.4 * person.diligence() + 0.6 * random.nextGaussian())));
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private LocalDate day() {
        return LocalDate.ofYearDay(year, 1 + random.nextInt(lastDay()));
    }

    /** The day of the year, moved to the front when the year is not that old yet. */
    private LocalDate day(int month, int dayOfMonth) {
        int wanted = LocalDate.of(year, month, dayOfMonth).getDayOfYear();
        return LocalDate.ofYearDay(year, Math.min(wanted, lastDay()));
    }

    private int lastDay() {
        return year < today.getYear()
                ? LocalDate.of(year, 12, 31).getDayOfYear()
                : Math.max(1, today.getDayOfYear() - 1);
    }
}
