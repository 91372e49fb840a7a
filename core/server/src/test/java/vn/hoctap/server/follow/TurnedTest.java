package vn.hoctap.server.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.database.TestDatabase;

class TurnedTest {
    private final TestDatabase test = TestDatabase.open();
    private final Database database = test.database();
    private final long an = person("an");
    private final long ba = person("ba");
    private final Turned turned = new Turned();

    @AfterEach
    void close() {
        test.close();
    }

    private long person(String id) {
        return database.first(
                        "insert into subject (id, kind, name, name_search) values ($1, 'citizen', $1, $1) returning key",
                        id)
                .orElseThrow()
                .getLong("key");
    }

    @Test
    void each_change_is_told_once() {
        Stirring.of(database, List.of(an));
        assertThat(turned.next(database)).isEmpty();
        assertThat(turned.next(database)).contains(Set.of());

        Stirring.of(database, List.of(an, ba));
        Stirring.of(database, List.of(an));

        assertThat(turned.next(database)).contains(Set.of(an, ba));
        assertThat(turned.next(database)).contains(Set.of());
    }

    @Test
    void it_is_told_when_it_is_committed_whatever_else_is_still_open() {
        turned.next(database);
        database.inTransaction(older -> {
            Stirring.of(older, List.of(an));
            Stirring.of(database, List.of(ba));
            assertThat(turned.next(database)).contains(Set.of(ba));
            assertThat(turned.next(database)).contains(Set.of());
            return older;
        });

        assertThat(turned.next(database)).contains(Set.of(an));
        assertThat(turned.next(database)).contains(Set.of());
    }

    @Test
    void what_is_open_at_the_first_look_is_told_later() {
        database.inTransaction(older -> {
            Stirring.of(older, List.of(an));
            assertThat(turned.next(database)).isEmpty();
            return older;
        });

        assertThat(turned.next(database)).contains(Set.of(an));
    }
}
