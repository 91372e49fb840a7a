package vn.hoctap.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.live.Listener.Event;

/** What one person does reaches the screens of those who may see it. */
class EventsTest {
    private static final TestServer SERVER = TestServer.start();
    private static final String EVENTS = "/api/v1/events";

    private final List<Listener> listeners = new ArrayList<>();

    @AfterEach
    void leave() {
        listeners.forEach(Listener::close);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private Listener listen(String persona, String path) {
        Listener listener = Listener.open(SERVER.request(persona, path));
        listeners.add(listener);
        if (listener.status() == 200) {
            await().until(() -> !listener.lastId().isEmpty());
        }
        return listener;
    }

    private Listener listen(String persona) {
        return listen(persona, EVENTS);
    }

    private static void read(String persona, String subject) {
        SERVER.post(persona, "/api/v1/activities", """
                {"id":"%s","subject":"%s","type":"reading","title":"Sách","endedAt":"%s"}""".formatted(UUID.randomUUID(), subject, Instant.now()));
    }

    /** Two readings that an officer reports are enough. */
    private static String winner() {
        String farmer = SERVER.anyFarmer();
        read("officer", farmer);
        read("officer", farmer);
        return farmer;
    }

    @Test
    void a_title_reaches_another_client() {
        Listener listener = listen("officer");
        String farmer = winner();

        await().until(() -> !listener.events("title", farmer).isEmpty());
        Event won = listener.events("title", farmer).getFirst();
        assertThat(won.data().path("state").asText()).isEqualTo("AWARDED");
        assertThat(won.data().path("title").asText()).isEqualTo("thu");
        assertThat(SERVER.get(
                                "officer",
                                "/api/v1/titles/" + won.data().path("serial").asText())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_learner_hears_of_himself_alone() {
        Listener learner = listen("learner");
        Listener officer = listen("officer");
        String farmer = winner();
        read("learner", TestServer.LEARNER);
        read("officer", TestServer.LEARNER);
        read("officer", TestServer.LEARNER);

        await().until(() -> !learner.events("title", TestServer.LEARNER).isEmpty());
        assertThat(learner.events())
                .extracting(event -> event.data().path("subject").asText())
                .containsOnly(TestServer.LEARNER);
        assertThat(learner.events()).extracting(Event::kind).containsOnly("title");
        await().until(() -> !officer.events("title", farmer).isEmpty());
        await().until(() -> !officer.events("queue", TestServer.LEARNER).isEmpty());
    }

    @Test
    void an_officer_of_another_place_hears_nothing() {
        Listener officer = listen("officer");
        String stranger = SERVER.farmer("far-" + UUID.randomUUID(), "tphcm");
        read("admin", stranger);
        read("admin", stranger);
        String farmer = winner();

        await().until(() -> !officer.events("title", farmer).isEmpty());
        assertThat(officer.events()).noneMatch(event -> event.data().toString().contains(stranger));
    }

    @Test
    void who_comes_back_misses_nothing_and_hears_nothing_twice() {
        Listener whole = listen("officer");
        Listener first = listen("officer");
        String before = winner();
        await().until(() -> !first.events("title", before).isEmpty());
        first.close();
        await().until(first::ended);
        List<String> farmers = IntStream.range(0, 5).mapToObj(i -> winner()).toList();
        Listener second = listen("officer", EVENTS + "?after=" + first.lastId());
        String after = winner();

        await().until(() -> !second.events("title", after).isEmpty()
                && !whole.events("title", after).isEmpty());
        List<Event> heard = new ArrayList<>(first.events());
        heard.addAll(second.events());
        assertThat(heard).isEqualTo(whole.events());
        assertThat(heard).extracting(Event::id).doesNotHaveDuplicates();
        assertThat(farmers).allMatch(farmer -> second.events("title", farmer).size() == 1);
    }

    @Test
    void a_browser_says_in_a_header_where_it_was() {
        Listener first = listen("officer");
        String farmer = winner();
        await().until(() -> !first.events("title", farmer).isEmpty());
        Listener second = Listener.open(SERVER.request("officer", EVENTS)
                .header(
                        "Last-Event-ID",
                        first.events("title", farmer).getFirst().id()));
        listeners.add(second);
        String other = winner();

        await().until(() -> !second.events("title", other).isEmpty());
        assertThat(second.events("title", farmer)).isEmpty();
    }

    @Test
    void an_event_that_nobody_knows_any_more_is_said_to_be_lost() {
        Listener listener = listen("officer", EVENTS + "?after=99999999999-1");

        await().until(() -> !listener.events().isEmpty());
        assertThat(listener.events().getFirst().kind()).isEqualTo("reset");
    }

    @Test
    void what_is_no_event_is_refused_and_so_is_a_stranger() {
        assertThat(SERVER.get("officer", EVENTS + "?after=yesterday").pointers())
                .containsExactly("/query/after");
        assertThat(SERVER.send(java.net.http.HttpRequest.newBuilder(SERVER.at(EVENTS)))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void nobody_listens_more_often_than_is_good_for_the_others() {
        for (int i = 0; i < LiveLimits.DEFAULT.perCaller(); i++) {
            assertThat(listen("auditor").status()).isEqualTo(200);
        }
        assertThat(listen("auditor").status()).isEqualTo(429);
        listeners.getFirst().close();
        await().until(() -> listen("auditor").status() == 200);
    }

    @Test
    void a_stream_ends_with_its_server() {
        Listener listener;
        try (TestServer other = TestServer.start()) {
            listener = Listener.open(other.request("officer", EVENTS));
            listeners.add(listener);
            await().until(() -> !listener.lastId().isEmpty());
        }
        await().until(listener::ended);
    }
}
