package vn.hoctap.server.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.orgunit.OrgUnitKind;

/** What officers say of the families, clans, communities and units of the demo; some were never looked at. */
final class DemoAppraisals {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final double REGISTERED = 0.88;
    private static final double SURE = 0.8;

    private final int year;
    private final Map<String, Double> spirits = DemoTables.spirits();
    private final List<DemoFact> facts = new ArrayList<>();

    DemoAppraisals(int year) {
        this.year = year;
    }

    static List<DemoFact> of(DemoHouseholds households, List<OrgUnit> units, int year) {
        DemoAppraisals appraisals = new DemoAppraisals(year);
        households.families().forEach(appraisals::family);
        households.clans().forEach(appraisals::clan);
        Map<String, OrgUnit> byId = new LinkedHashMap<>();
        units.forEach(unit -> byId.put(unit.id(), unit));
        units.forEach(unit -> appraisals.unit(unit, byId));
        return appraisals.facts;
    }

    private void family(DemoFamily family) {
        Random random = new Random(family.id().hashCode());
        if (isRegistered(random, family.diligence())) {
            give(family.id(), "gia-dinh-hoc-tap/gia-dinh", "dieu-kien", points(random, family.diligence(), 20));
            give(family.id(), "gia-dinh-hoc-tap/gia-dinh", "tac-dong", points(random, family.diligence(), 20));
        }
    }

    private void clan(DemoClan clan) {
        Random random = new Random(clan.id().hashCode());
        if (isRegistered(random, clan.diligence())) {
            give(clan.id(), "dong-ho-hoc-tap/dong-ho", "ban-khuyen-hoc", points(random, clan.diligence(), 10));
            give(clan.id(), "dong-ho-hoc-tap/dong-ho", "quy-khuyen-hoc", points(random, clan.diligence(), 10));
        }
    }

    private void unit(OrgUnit unit, Map<String, OrgUnit> units) {
        double spirit = spirits.getOrDefault(unit.id(), 0.5);
        Random random = new Random(unit.id().hashCode());
        switch (unit.kind()) {
            case VILLAGE ->
                each(unit, "cong-dong-hoc-tap/thon", 10, spirit, random, "lanh-dao", "nguon-luc", "tac-dong");
            case COMMUNE -> commune(unit, random);
            case PROVINCE -> give(unit.id(), "cong-dong-hoc-tap/tinh", "ke-hoach", 1);
            case ORGANISATION -> {
                OrgUnit above = units.get(String.valueOf(unit.parent()));
                if (above != null && above.kind() == OrgUnitKind.COMMUNE) {
                    ofCommune(unit, spirit, random);
                } else {
                    ofProvince(unit, spirit);
                }
            }
            default -> {}
        }
    }

    private void commune(OrgUnit commune, Random random) {
        String set = "cong-dong-hoc-tap/xa";
        for (String target :
                List.of("nghi-quyet", "ke-hoach", "kiem-tra", "kinh-phi", "co-so-vat-chat", "moi-truong-so")) {
            give(commune.id(), set, target, 1);
        }
        give(commune.id(), set, "pho-cap-giao-duc", 97);
        give(commune.id(), set, "xoa-mu-chu", 91 + random.nextInt(8));
        each(commune, set, 10, 0.6, random, "trung-tam-hoc-tap", "thu-vien", "nha-van-hoa");
    }

    private void ofCommune(OrgUnit unit, double spirit, Random random) {
        String set = "don-vi-hoc-tap/cap-xa";
        each(unit, set, 10, spirit, random, "ke-hoach", "quy-che", "nguon-luc", "ke-hoach-ca-nhan", "boi-duong");
        each(unit, set, 5, spirit, random, "ky-luat", "lao-dong-tien-tien", "chia-se");
        give(unit.id(), set, "tap-the-tien-tien", spirit > 0.4 ? 10 : 0);
    }

    private void ofProvince(OrgUnit unit, double spirit) {
        String set = "don-vi-hoc-tap/don-vi";
        for (String target : List.of("ke-hoach", "moi-truong", "ngan-sach")) {
            give(unit.id(), set, target, 1);
        }
        give(unit.id(), set, "ky-luat", 98);
        give(unit.id(), set, "boi-duong", spirit > 0.4 ? 96 : 88);
    }

    private void each(OrgUnit unit, String set, int max, double spirit, Random random, String... indicators) {
        for (String indicator : indicators) {
            give(unit.id(), set, indicator, points(random, spirit, max));
        }
    }

    private static boolean isRegistered(Random random, double diligence) {
        return random.nextDouble() < REGISTERED || diligence > SURE;
    }

    /** About half for those who do little, nearly all for those who do much. */
    private static int points(Random random, double diligence, int max) {
        double points = max * (0.5 + 0.4 * Math.max(0, diligence) + 0.06 * random.nextGaussian());
        return (int) Math.max(0, Math.min(max, Math.round(points)));
    }

    private void give(String subject, String set, String indicator, int points) {
        String name = "demo/" + year + "/" + subject + "/" + indicator;
        ObjectNode body = JSON.objectNode()
                .put(
                        "id",
                        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("subject", subject)
                .put("set", set)
                .put("cycle", year)
                .put("indicator", indicator)
                .put("points", points)
                .put("by", "appraiser");
        facts.add(new DemoFact(DemoFact.Author.OFFICER, true, body));
    }
}
