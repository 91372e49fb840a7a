package vn.hoctap.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.TestDatabase;
import vn.hoctap.server.http.Problem;

/** Two officers who say at once whose an account is. */
class LinksTest {
    private final TestDatabase test = TestDatabase.open();
    private final Database database = test.database();
    private final Links links = new Links(database);

    @BeforeEach
    void enter() {
        database.update("insert into subject (id, kind, name, name_search)"
                + " select 'cit-' || n, 'citizen', '', '' from generate_series(1, 8) n");
        database.update(
                "insert into account (pseudonym, issuer, sub) values ('a-one', 'https://sso.example.org', '1')");
    }

    @AfterEach
    void close() {
        test.close();
    }

    private long key(int person) {
        return database.first("select key from subject where id = $1", "cit-" + person)
                .orElseThrow()
                .getLong("key");
    }

    @Test
    void who_decides_on_what_is_no_longer_so_is_told_and_changes_nothing() {
        Links.Account seen = links.find("a-one").orElseThrow();
        links.merge(seen, key(1), "officer", "as on his card");

        assertThatThrownBy(() -> links.merge(seen, key(2), "other", "as on his card"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(409));

        assertThat(links.find("a-one").orElseThrow().subject()).contains("cit-1");
    }

    @Test
    void of_many_at_once_one_is_believed_and_the_trail_tells_of_that_one_alone() throws Exception {
        Links.Account seen = links.find("a-one").orElseThrow();
        try (ExecutorService officers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> merges = Stream.iterate(1, person -> person + 1)
                    .limit(8)
                    .map(person -> (Callable<Integer>) () -> merged(seen, person))
                    .toList();
            List<Integer> done = officers.invokeAll(merges).stream()
                    .map(LinksTest::result)
                    .filter(Objects::nonNull)
                    .toList();

            assertThat(done).hasSize(1);
            assertThat(links.find("a-one").orElseThrow().subject()).contains("cit-" + done.getFirst());
            assertThat(database.rows("select subject from audit_event where deed = 'accounts-merged'"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.getLong("subject")).isEqualTo(key(done.getFirst())));
        }
    }

    /** The person; null when somebody else was first. */
    private Integer merged(Links.Account seen, int person) {
        try {
            links.merge(seen, key(person), "officer-" + person, "as on his card");
            return person;
        } catch (Problem refused) {
            assertThat(refused.status()).isEqualTo(409);
            return null;
        }
    }

    private static Integer result(Future<Integer> merge) {
        try {
            return merge.get();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
