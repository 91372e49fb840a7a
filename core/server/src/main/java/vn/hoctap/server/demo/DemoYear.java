package vn.hoctap.server.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private static final List<String> ALWAYS_APPRAISED =
            List.of("dong-vien-nguoi-than", "tinh-toan", "tu-duy-phan-bien", "quan-he-than-thien", "hop-tac-chia-se");
    private static final List<String> SOMETIMES_APPRAISED =
            List.of("cap-nhat-kien-thuc", "ke-hoach-hoc-tap", "tham-gia-cong-dong", "cong-nghe-thong-tin", "ngoai-ngu");

    private static final List<String> SELF_SCORED = List.of(
            "ke-hoach-hoc-tap",
            "dong-vien-nguoi-than",
            "tinh-toan",
            "tu-duy-phan-bien",
            "quan-he-than-thien",
            "hop-tac-chia-se");

    /** What no activity can make up for: who is weak there stays under the floor. */
    private static final List<String> ONLY_APPRAISED = List.of("dong-vien-nguoi-than", "tu-duy-phan-bien");

    private static final double WEAK_SPOT = 0.1;
    private static final double TRAINED = 0.85;

    /** How many of the courses that a centre would report the learners enter themselves. */
    private static final double CLAIMED = 0.12;

    private final int year;
    private final LocalDate today;
    private final DemoPerson person;
    private final DemoLife life;
    private final Random random;
    private final DemoBodies bodies;
    private final List<DemoFact> facts = new ArrayList<>();

    DemoYear(DemoPerson person, DemoLife life, int year, LocalDate today) {
        this.person = person;
        this.life = life;
        this.year = year;
        this.today = today;
        this.random = new Random(person.seed() ^ 0x5DEECE66DL);
        this.bodies = new DemoBodies(person, year);
    }

    List<DemoFact> facts() {
        if (person.id().equals(DemoPeople.LEARNER)) {
            learner();
        } else {
            life.habits(person.group()).forEach(this::live);
            person.workplace().map(life::habits).orElse(List.of()).forEach(this::live);
            appraise(life.group(person.group()));
        }
        if (person.association()) {
            train();
        }
        return facts;
    }

    private void live(DemoHabit habit) {
        if (!chance(habit.chance() + (1 - habit.chance()) * 0.6 * person.diligence())) {
            return;
        }
        for (int i = habit.least() + times(habit.more()); i > 0; i--) {
            facts.add(fact(habit));
        }
    }

    private DemoFact fact(DemoHabit habit) {
        String what = habit.what().get(random.nextInt(habit.what().size()));
        boolean course = DemoHabit.isCode(what);
        ObjectNode body = bodies.activity(day(), habit.type(), what, course);
        if (!habit.hours().isEmpty()) {
            int least = habit.hours().getFirst();
            DemoBodies.hours(body, least + random.nextInt(habit.hours().getLast() - least + 1));
        }
        if (!habit.skill().isEmpty()) {
            List<String> skill = habit.skill();
            DemoBodies.result(body, scaled());
            DemoBodies.skill(body, skill.getFirst(), skill.get(1), level(Integer.parseInt(skill.getLast())));
        }
        boolean claimed = habit.type().equals("course") && habit.author() == DemoFact.Author.CENTER && chance(CLAIMED);
        return new DemoFact(claimed ? DemoFact.Author.LEARNER : habit.author(), false, body);
    }

    /** Mrs Lan is some points short and one under the floor: the page's example. */
    private void learner() {
        facts.add(bodies.course(LocalDate.of(year - 1, 10, 18), "SO-02"));
        facts.add(bodies.course(day(1, 18), "LUA-01"));
        facts.add(bodies.course(day(3, 9), "NN-CB"));
        facts.add(bodies.course(day(5, 22), "PL-01"));
        facts.add(attended(day(4, 12), "workshop", "Hội thảo đầu bờ mô hình lúa hữu cơ"));
        facts.add(attended(day(5, 30), "community", "Sinh hoạt câu lạc bộ khuyến học"));
        facts.add(attended(day(7, 6), "workshop", "Buổi nói chuyện về an toàn mạng"));
        facts.add(attended(day(7, 27), "community", "Tổng vệ sinh đường làng"));
        facts.add(bodies.titled(
                day(7, 28), DemoFact.Author.LEARNER, "reading", "Đọc sách: Kỹ thuật trồng lúa hữu cơ", 4));
        appraised("dong-vien-nguoi-than", 7);
        appraised("cong-nghe-thong-tin", 4);
        appraised("tinh-toan", 5);
        appraised("tu-duy-phan-bien", 5);
        appraised("quan-he-than-thien", 9);
        appraised("hop-tac-chia-se", 9);
    }

    private DemoFact attended(LocalDate day, String type, String title) {
        return bodies.titled(day, DemoFact.Author.CENTER, type, title, 3);
    }

    /** Most of those who work for the association have learned the criteria. */
    private void train() {
        Random own = new Random(~person.seed());
        if (own.nextDouble() < TRAINED) {
            LocalDate day = LocalDate.ofYearDay(year, 1 + own.nextInt(lastDay()));
            facts.add(bodies.titled(
                    day, DemoFact.Author.CENTER, "criteria-training", "Tập huấn bộ tiêu chí Công dân học tập", 4));
        }
    }

    private void appraise(DemoGroup group) {
        if (!chance(group.registered()) && !person.exemplary()) {
            return;
        }
        for (String indicator : SELF_SCORED) {
            facts.add(bodies.selfScore(indicator, Math.min(10, points() + 1)));
        }
        String weak = chance(WEAK_SPOT) && !person.exemplary()
                ? ONLY_APPRAISED.get(random.nextInt(ONLY_APPRAISED.size()))
                : "";
        for (String indicator : ALWAYS_APPRAISED) {
            int points = points();
            appraised(indicator, indicator.equals(weak) ? Math.min(points, 3 + random.nextInt(2)) : points);
        }
        for (String indicator : SOMETIMES_APPRAISED) {
            if (chance(group.appraised()) || person.exemplary()) {
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

    /** @param usual what somebody of half diligence shows */
    private int level(int usual) {
        double level = usual - 1.2 + 2.4 * person.diligence() + 0.6 * random.nextGaussian();
        return (int) Math.max(1, Math.min(6, Math.round(level)));
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
