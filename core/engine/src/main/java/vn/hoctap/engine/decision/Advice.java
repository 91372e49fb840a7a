package vn.hoctap.engine.decision;

import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Text;
import vn.hoctap.engine.criteria.Way;
import vn.hoctap.engine.measure.BuiltIn;
import vn.hoctap.engine.measure.State;
import vn.hoctap.engine.measure.Tally;
import vn.hoctap.engine.progress.Entry;
import vn.hoctap.engine.progress.Folder;

/** Says in words what a step asks of a person, and which courses of the catalogue take it. */
final class Advice {
    private static final int COURSES = 3;
    private static final Rational NO_COURSE = Rational.of(40);

    private final Folder folder;
    private final Collection<? extends Entry> entries;
    private final Circumstances circumstances;
    private final List<CourseOffer> catalogue;
    private final Set<String> taken;

    Advice(
            Folder folder,
            Collection<? extends Entry> entries,
            Circumstances circumstances,
            List<CourseOffer> catalogue) {
        this.folder = folder;
        this.entries = entries;
        this.circumstances = circumstances;
        this.catalogue = catalogue;
        this.taken = entries.stream()
                .filter(Entry.Learned.class::isInstance)
                .flatMap(entry ->
                        Stream.ofNullable(((Entry.Learned) entry).fact().course()))
                .collect(Collectors.toSet());
    }

    Text text(Move move) {
        Way way = move.slot().way();
        if (move.pending()) {
            return new Text("Nhờ xác minh các hoạt động đã ghi", "Have the logged activities verified");
        }
        String vi = number(move.lack(), Locale.forLanguageTag("vi"));
        String en = number(move.lack(), Locale.ENGLISH);
        return way.advice()
                .orElseGet(() -> BuiltIn.of(way.measure())
                        .map(measure -> text(measure, move, vi, en))
                        .orElse(new Text("Học thêm nội dung này", "Learn more of this")));
    }

    private static Text text(BuiltIn measure, Move move, String vi, String en) {
        return switch (measure) {
            case SUM ->
                move.slot().way().of().filter("hours"::equals).isPresent()
                        ? new Text("Học thêm " + vi + " giờ", "Learn for " + en + " more hours")
                        : new Text("Tích lũy thêm " + vi, "Collect " + en + " more");
            case COUNT -> new Text("Thêm " + vi + " hoạt động", "Do " + en + " more");
            case DISTINCT -> new Text("Thêm " + vi + " nội dung khác nhau", "Add " + en + " different contents");
            case MONTHS_ACTIVE -> new Text("Học đều thêm " + vi + " tháng", "Keep learning in " + en + " more months");
            case MAX, LATEST -> result(move);
            case ASSESSED -> assessed(move);
            case STATUS -> new Text("Được cơ quan có thẩm quyền xác nhận", "Have it confirmed by the authority");
            case SHARE -> new Text("Nâng tỷ lệ thêm " + vi + " %", "Raise the share by " + en + " %");
            case MEMBERS -> new Text("Thêm " + vi + " thành viên", "Add " + en + " members");
        };
    }

    private static Text result(Move move) {
        boolean scaled = move.slot().way().of().filter("scaled"::equals).isPresent();
        Rational shown = scaled ? move.value().times(Rational.of(100)) : move.value();
        String unit = scaled ? " %" : "";
        return new Text(
                "Đạt kết quả từ " + number(shown, Locale.forLanguageTag("vi")) + unit,
                "Reach a result of " + number(shown, Locale.ENGLISH) + unit);
    }

    private static Text assessed(Move move) {
        String points = number(move.points(), Locale.ENGLISH);
        return move.slot().way().by().filter(by -> by == Way.Assessor.SELF).isPresent()
                ? new Text("Tự đánh giá đạt " + points + " điểm", "Assess yourself at " + points + " points")
                : new Text("Được thẩm định đạt " + points + " điểm", "Be appraised at " + points + " points");
    }

    private static String number(Rational number, Locale locale) {
        String plain = number.toDecimal(1).stripTrailingZeros().toPlainString();
        return locale.getLanguage().equals("vi") ? plain.replace('.', ',') : plain;
    }

    private record Gain(CourseOffer course, Rational rise) {}

    /** Courses not taken yet, the smallest that are enough first. */
    List<CourseOffer> courses(Move move) {
        return move.pending()
                ? List.of()
                : gains(move).stream().limit(COURSES).map(Gain::course).toList();
    }

    /** With the effort of the smallest course that is enough where that is less, and with more where no course helps. */
    Move withCourses(Move move) {
        List<Gain> gains = gains(move);
        if (gains.isEmpty()) {
            return catalogue.isEmpty() ? move : move.withEffort(move.effort().plus(NO_COURSE));
        }
        Gain best = gains.get(0);
        return best.rise().atLeast(move.lack())
                ? move.withEffort(best.course().hours().map(move.effort()::min).orElse(move.effort()))
                : move;
    }

    private List<Gain> gains(Move move) {
        Tally tally = move.slot().tally();
        State state = tally.zero();
        for (Entry entry : entries) {
            state = move.slot().counts(entry) ? tally.add(state, entry, zone()) : state;
        }
        State sofar = state;
        return catalogue.stream()
                .flatMap(course -> gain(move, sofar, course).stream())
                .filter(gain -> gain.rise().signum() > 0)
                .sorted(Comparator.comparing(
                                (Gain gain) -> taken.contains(gain.course().code()))
                        .thenComparing(gain -> gain.rise().compareTo(move.lack()) < 0)
                        .thenComparing(gain -> gain.course().hours().orElse(Rational.ZERO))
                        .thenComparing(gain -> gain.course().code()))
                .toList();
    }

    /** By how much the measured number would rise with this course. */
    private Optional<Gain> gain(Move move, State sofar, CourseOffer course) {
        Entry.Learned passed = course.passedAt(circumstances.asOf());
        if (!move.slot().counts(passed)) {
            return Optional.empty();
        }
        Tally tally = move.slot().tally();
        return tally.value(tally.add(sofar, passed, zone()), circumstances.asOf())
                .map(value -> new Gain(course, value.minus(move.now())));
    }

    private ZoneId zone() {
        return folder.set().cycle().zone();
    }
}
