package vn.hoctap.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The people whose learning is recorded: of every shipped group alike, spread over the villages of the demo. */
final class Crowd {
    /** Of a subject's id, followed by {@value #DIGITS} digits. */
    static final String PREFIX = "bench-";

    static final int DIGITS = 6;

    private static final List<String> GROUPS = List.of(
            "nong-dan", "cong-nhan", "cong-chuc", "vien-chuc", "doanh-nhan", "can-bo-quan-ly", "hoc-sinh-sinh-vien");
    private static final int CYCLE = 2026;
    private static final int PEOPLE_A_REQUEST = 50;
    /** One in so many people is appraised so well that what he learns earns him a title. */
    private static final int APPRAISED = 100;

    private static final List<String> INDICATORS = List.of(
            "cap-nhat-kien-thuc",
            "ke-hoach-hoc-tap",
            "tham-gia-cong-dong",
            "dong-vien-nguoi-than",
            "cong-nghe-thong-tin",
            "ngoai-ngu",
            "tinh-toan",
            "tu-duy-phan-bien",
            "quan-he-than-thien");
    private static final String PEOPLE = """
            insert into subject (id, kind, name, name_search, birth_date)
            select '%s' || lpad(n::text, %d, '0'), 'citizen', 'Người thứ ' || n, 'nguoi thu ' || n,
                date '1960-01-01' + (n %% 15000)
            from generate_series(%d, %d) n""";
    private static final String ATTRIBUTES = """
            insert into subject_attribute (subject, name, valid_from, value, recorded_by)
            select key, 'group', date '2020-01-01',
                to_jsonb((array['%s'])[1 + key %% %d]), 'bench' from subject where id like '%s%%'""";
    private static final String STAYS = """
            insert into stay (subject, place, unit, valid_from)
            select key, 'residence', (select array_agg(id order by id) from org_unit where kind = 'village')
                [1 + key %% (select count(*) from org_unit where kind = 'village')], date '2021-01-01'
            from subject where id like '%s%%'""";

    private static final String PLAIN = "select count(*) from subject where kind = 'citizen' and profile is null";
    private static final Duration SEALING_LIMIT = Duration.ofMinutes(5);
    private static final long PAUSE_MILLIS = 500;

    private Crowd() {}

    /**
     * Written straight into the tables, as nobody measures how fast people are entered. The server seals their names in the
     * background, which is to be over before anything is measured.
     */
    static void enter(Postgres database, int people) throws InterruptedException {
        database.run(PEOPLE.formatted(PREFIX, DIGITS, 0, people - 1));
        database.run(ATTRIBUTES.formatted(String.join("','", GROUPS), GROUPS.size(), PREFIX));
        database.run(STAYS.formatted(PREFIX));
        awaitSealed(database);
        database.run("vacuum analyze");
    }

    private static void awaitSealed(Postgres database) throws InterruptedException {
        long end = System.nanoTime() + SEALING_LIMIT.toNanos();
        while (database.count(PLAIN) > 0) {
            if (System.nanoTime() > end) {
                throw new BenchFailed(
                        "The people were not sealed within %s; the machine is busy.".formatted(SEALING_LIMIT));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** All indicators but one, for one person in {@value #APPRAISED}; the last one is what they learn for. */
    static void appraise(Product product, int people) throws InterruptedException {
        List<Integer> some = IntStream.iterate(0, person -> person < people, person -> person + APPRAISED)
                .boxed()
                .toList();
        appraise(product, some, INDICATORS);
    }

    private static void appraise(Product product, List<Integer> people, List<String> indicators)
            throws InterruptedException {
        ObjectMapper json = new ObjectMapper();
        HttpClient client = HttpClient.newHttpClient();
        String token = product.token();
        for (int first = 0; first < people.size(); first += PEOPLE_A_REQUEST) {
            ArrayNode assessments = json.createArrayNode();
            for (int person : people.subList(first, Math.min(people.size(), first + PEOPLE_A_REQUEST))) {
                for (String indicator : indicators) {
                    assessments
                            .addObject()
                            .put("subject", id(person))
                            .put("set", "cong-dan-hoc-tap/nong-dan")
                            .put("cycle", CYCLE)
                            .put("indicator", indicator)
                            .put("points", 10)
                            .put("by", "appraiser");
                }
            }
            send(client, product, token, assessments.toString());
        }
    }

    /** Farmers who are appraised so well that the first course earns each of them the title, from this number on. */
    static void enterAwardees(Postgres database, Product product, int first, int count) throws InterruptedException {
        database.run(PEOPLE.formatted(PREFIX, DIGITS, first, first + count - 1));
        String ids = "id between '" + id(first) + "' and '" + id(first + count - 1) + "'";
        database.run(
                "insert into subject_attribute (subject, name, valid_from, value, recorded_by) select key, 'group',"
                        + " date '2020-01-01', '\"nong-dan\"', 'bench' from subject where " + ids);
        database.run("insert into stay (subject, place, unit, valid_from) select key, 'residence',"
                + " (select min(id) from org_unit where kind = 'village'), date '2021-01-01' from subject where "
                + ids);
        List<String> indicators = new ArrayList<>(INDICATORS);
        indicators.remove("cap-nhat-kien-thuc");
        indicators.add("hop-tac-chia-se");
        List<Integer> people = IntStream.range(first, first + count).boxed().toList();
        appraise(product, people, indicators);
    }

    private static String id(int person) {
        return PREFIX + ("%0" + DIGITS + "d").formatted(person);
    }

    private static void send(HttpClient client, Product product, String token, String body)
            throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + product.port() + "/api/v1/assessments"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new BenchFailed(
                        "Appraising is answered %d: %s".formatted(response.statusCode(), response.body()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
