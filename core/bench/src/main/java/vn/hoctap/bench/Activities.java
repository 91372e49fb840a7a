package vn.hoctap.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Bodies of activities, prepared so that sending one costs next to nothing: the text stays, and before each use the ids,
 * the people and the days are written over it.
 */
final class Activities {
    private static final String ID = "00000000-0000-7000-8000-000000000000";
    private static final String PERSON = Crowd.PREFIX + "0".repeat(Crowd.DIGITS);
    private static final String DAY = "2026-00-00";
    private static final List<String> KINDS = List.of(
            "\"type\":\"course\",\"course\":\"ATTT-01\",\"hours\":12.5,\"result\":{\"scaled\":0.85,\"passed\":true},"
                    + "\"skills\":[{\"framework\":\"tt02-2025\",\"component\":\"4.2\",\"level\":3},"
                    + "{\"framework\":\"tt02-2025\",\"component\":\"1.1\",\"level\":2}]",
            "\"type\":\"course\",\"course\":\"SO-02\",\"hours\":8,\"result\":{\"scaled\":0.9,\"passed\":true}",
            "\"type\":\"reading\",\"hours\":1.5",
            "\"type\":\"workshop\",\"hours\":3",
            "\"type\":\"community\",\"hours\":2",
            "\"type\":\"exam\",\"result\":{\"scaled\":0.7,\"passed\":true}");
    private static final String TITLE =
            "Chuyên đề học tập suốt đời tại trung tâm học tập cộng đồng xã Quảng Vinh, nhóm học buổi tối";
    private static final String REF = "https://lms.example.invalid/course/view.php?id=4711&section=12&from=enrolment";
    private static final int DAYS = 27;
    private static final int MONTHS = 10;
    private static final int NIBBLE = 4;

    private final byte[] bytes;
    private final int[] ids;
    private final int[] people;
    private final int[] days;
    private final int crowd;
    private final SplittableRandom random;

    /** @param crowd how many people there are */
    Activities(int count, int crowd, SplittableRandom random) {
        this.crowd = crowd;
        this.random = random;
        List<String> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(item(KINDS.get(i % KINDS.size())));
        }
        String text = count == 1 ? items.get(0) : "[" + String.join(",", items) + "]";
        bytes = text.getBytes(StandardCharsets.UTF_8);
        ids = places(ID, count);
        people = places(PERSON, count);
        days = places(DAY, count);
    }

    private static String item(String kind) {
        return "{\"id\":\"%s\",\"subject\":\"%s\",%s,\"title\":\"%s\",\"endedAt\":\"%sT17:00:00+07:00\",\"source\":{\"ref\":\"%s\"}}"
                .formatted(ID, PERSON, kind, TITLE, DAY, REF);
    }

    private int[] places(String sought, int count) {
        byte[] wanted = sought.getBytes(StandardCharsets.UTF_8);
        int[] places = new int[count];
        int found = 0;
        for (int at = 0; found < count; at++) {
            int same = 0;
            while (same < wanted.length && bytes[at + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                places[found++] = at;
            }
        }
        return places;
    }

    int count() {
        return ids.length;
    }

    /** The bytes of a body that was never sent before; valid until the next call. */
    byte[] next() {
        for (int i = 0; i < ids.length; i++) {
            writeId(ids[i]);
            decimal(people[i] + Crowd.PREFIX.length(), Crowd.DIGITS, random.nextInt(crowd));
            decimal(days[i] + 5, 2, 1 + random.nextInt(MONTHS));
            decimal(days[i] + 8, 2, 1 + random.nextInt(DAYS));
        }
        return bytes;
    }

    /** The same about people one after another, beginning with this one; after the last comes the first. */
    byte[] nextFrom(int person) {
        next();
        for (int i = 0; i < people.length; i++) {
            decimal(people[i] + Crowd.PREFIX.length(), Crowd.DIGITS, (person + i) % crowd);
        }
        return bytes;
    }

    /** The same, all of it about one person. */
    byte[] nextAbout(int person) {
        next();
        for (int place : people) {
            decimal(place + Crowd.PREFIX.length(), Crowd.DIGITS, person);
        }
        return bytes;
    }

    /** A UUID of version 7: the time in front, chance behind. */
    private void writeId(int at) {
        long millis = System.currentTimeMillis();
        hex(at, 8, millis >>> 16);
        hex(at + 9, 4, millis);
        hex(at + 15, 3, random.nextInt());
        hex(at + 20, 3, random.nextInt());
        hex(at + 24, 12, random.nextLong());
    }

    private void hex(int at, int digits, long value) {
        for (int i = digits - 1, shift = 0; i >= 0; i--, shift += NIBBLE) {
            bytes[at + i] = (byte) Character.forDigit((int) (value >>> shift) & 15, 16);
        }
    }

    private void decimal(int at, int digits, int value) {
        int rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            bytes[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
