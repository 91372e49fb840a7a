package vn.hoctap.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.TestDatabase;
import vn.hoctap.server.http.Pages;
import vn.hoctap.server.http.Problem;

/** Sessions whose tokens must be renewed by a sign-in server that does not answer. */
class SessionsTest {
    private static final int ASKING = 4;
    private static final String FRESH = token(3_600);

    private final TestDatabase test = TestDatabase.open();
    private final Database database = test.database();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final SignOuts ended = SignOuts.watch(test.vertx(), database);
    private final Sessions sessions = new Sessions(
            database,
            new Silent(),
            token -> new Caller(token, Optional.empty(), List.of()),
            ended,
            InstantSource.system());

    @AfterEach
    void close() {
        answer.countDown();
        ended.close();
        test.close();
    }

    @Test
    void some_wait_for_it_and_the_others_neither_wait_nor_take_the_database_away() throws Exception {
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 0; i <= ASKING; i++) {
            tickets.add(signedIn());
        }
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<String>>> waiting = tickets.subList(0, ASKING).stream()
                    .map(ticket -> requests.submit(() -> sessions.token(ticket)))
                    .toList();
            await().until(() -> asked.get() == ASKING);

            assertThatThrownBy(() -> sessions.token(tickets.getLast()))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.status()).isEqualTo(503));
            assertThat(database.first("select 1")).isPresent();
            assertThat(asked).hasValue(ASKING);

            answer.countDown();
            for (Future<Optional<String>> one : waiting) {
                assertThat(one.get(30, TimeUnit.SECONDS)).contains(FRESH);
            }
        }
        assertThat(sessions.token(tickets.getLast())).contains(FRESH);
    }

    /** With an access token that has ended. */
    private Ticket signedIn() {
        Ticket ticket = Ticket.random();
        Tokens held = new Tokens(token(-600), "refresh", null, Instant.now().plusSeconds(3_600));
        SignIns.insert(database, ticket, "a-one", null, held);
        return ticket;
    }

    /** @param seconds from now until it ends */
    private static String token(long seconds) {
        String claims = new JsonObject()
                .put("exp", Instant.now().getEpochSecond() + seconds)
                .encode();
        return "e." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".s";
    }

    private final class Silent implements Authority {
        @Override
        public TokenCheck tokens() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean open() {
            return true;
        }

        @Override
        public Optional<Tokens> renewed(Tokens held) {
            asked.incrementAndGet();
            try {
                answer.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return Optional.of(new Tokens(FRESH, "refresh", null, Instant.now().plusSeconds(3_600)));
        }

        @Override
        public Optional<String> farewell(Tokens held, String home) {
            return Optional.empty();
        }

        @Override
        public void mount(Router router, Pages pages, Entrance entrance) {}
    }
}
