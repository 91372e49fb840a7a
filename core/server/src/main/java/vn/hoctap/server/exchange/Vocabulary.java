package vn.hoctap.server.exchange;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.server.course.Course;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnitKind;
import vn.hoctap.server.subject.SearchText;

/** All words that rows may name, as they are known when a file is read. Used by one thread. */
public final class Vocabulary {
    private static final String DIFFICULT = "difficult";

    private final Lexicon groups = texts("group.");
    private final Lexicon types = texts("type.");
    private final Lexicon regions =
            new Lexicon().add(DIFFICULT, "khó khăn", "vùng khó khăn", "đặc biệt khó khăn", "ĐBKK", "hải đảo");
    private final Lexicon kinds = new Lexicon();
    private final Lexicon unitKinds = new Lexicon();
    private final Lexicon units = new Lexicon();
    private final Lexicon courses = new Lexicon();
    private final Lexicon sets = new Lexicon();
    private final Map<String, Lexicon> indicators = new HashMap<>();
    private final Lexicon assessors = new Lexicon()
            .add("self", "tự chấm", "tự đánh giá", "bản thân", "cá nhân")
            .add("appraiser", "cán bộ", "người thẩm định", "thẩm định", "xã chấm", "hội đồng", "officer");
    private final Function<String, Optional<CriteriaSet>> setById;

    /** @param setById the set that judges now under an id */
    public Vocabulary(
            List<OrgUnit> units,
            List<Course> courses,
            List<String> sets,
            Function<String, Optional<CriteriaSet>> setById) {
        this.setById = setById;
        Stream.of(SubjectKind.values())
                .forEach(kind -> kinds.add(kind.slug(), spoken("kind." + kind.slug(), kind.slug())));
        kinds.add(SubjectKind.CITIZEN.slug(), "công dân", "cá nhân", "người");
        kinds.add(SubjectKind.FAMILY.slug(), "hộ", "hộ gia đình");
        kinds.add(SubjectKind.CLAN.slug(), "họ");
        addUnitKinds();
        units.forEach(unit -> this.units.add(unit.id(), unit.name()));
        courses.forEach(course -> this.courses.add(course.code(), course.title()));
        sets.forEach(this.sets::add);
    }

    private void addUnitKinds() {
        unitKinds.add(OrgUnitKind.COUNTRY.slug(), "nước", "quốc gia");
        unitKinds.add(OrgUnitKind.PROVINCE.slug(), "tỉnh", "thành phố", "tỉnh/thành phố");
        unitKinds.add(OrgUnitKind.DISTRICT.slug(), "huyện", "quận", "thị xã");
        unitKinds.add(OrgUnitKind.COMMUNE.slug(), "xã", "phường", "thị trấn", "đặc khu");
        unitKinds.add(OrgUnitKind.VILLAGE.slug(), "thôn", "ấp", "bản", "làng", "tổ dân phố", "khu phố");
        unitKinds.add(OrgUnitKind.ORGANISATION.slug(), "cơ quan", "đơn vị", "tổ chức", "doanh nghiệp", "organization");
    }

    /** The words that pages have a text for. */
    private static Lexicon texts(String prefix) {
        Lexicon lexicon = new Lexicon();
        Words.VIETNAMESE
                .after(prefix)
                .forEach(slug ->
                        lexicon.add(slug, spoken(prefix + slug, slug), Words.ENGLISH.orElse(prefix + slug, slug)));
        return lexicon;
    }

    private static String spoken(String key, String otherwise) {
        return Words.VIETNAMESE.orElse(key, otherwise);
    }

    Lexicon groups() {
        return groups;
    }

    Lexicon types() {
        return types;
    }

    Lexicon regions() {
        return regions;
    }

    Lexicon kinds() {
        return kinds;
    }

    Lexicon unitKinds() {
        return unitKinds;
    }

    Lexicon units() {
        return units;
    }

    Lexicon courses() {
        return courses;
    }

    Lexicon sets() {
        return sets;
    }

    Lexicon assessors() {
        return assessors;
    }

    /** Those of a set that is known. */
    Lexicon indicators(String set) {
        return indicators.computeIfAbsent(set, id -> {
            Lexicon lexicon = new Lexicon();
            setById.apply(id).ifPresent(known -> known.indicators().forEach(indicator -> lexicon.add(indicator.id())));
            return lexicon;
        });
    }

    /** An open word in the form that ids have: lower case, without tone marks, hyphens for blanks. */
    static String slug(String word) {
        String bare =
                SearchText.of(Normalizer.normalize(word, Normalizer.Form.NFC)).toLowerCase(Locale.ROOT);
        return bare.replaceAll("[\\s_]+", "-");
    }
}
