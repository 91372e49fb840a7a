package vn.hoctap.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.Core;
import vn.hoctap.server.TestServer;
import vn.hoctap.server.exchange.Staging.Staged;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Grant;
import vn.hoctap.server.identity.Role;
import vn.hoctap.server.ledger.Trial;
import vn.hoctap.server.subject.Consequences;
import vn.hoctap.server.subject.SubjectEntries;

/** A stop between a row's entry and what follows from it loses neither. */
class RosterSinkTest {
    private static final Caller ADMIN = new Caller("admin", Optional.empty(), List.of(new Grant(Role.ADMIN, null)));

    private final TestServer server = TestServer.start();
    private final List<String> judged = new ArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    private RosterSink sink(int doubtful) {
        Core core = server.server().core();
        Consequences noted = new Consequences() {
            @Override
            public void judge(Collection<String> subjects, String by) {
                judged.addAll(subjects);
            }

            @Override
            public void identify(String subject, String by) {}
        };
        SubjectEntries entries = new SubjectEntries(core.subjects(), noted);
        Trial trial = new Trial(core.database(), core.subjects()::histories, core::rules, core.clock());
        return new RosterSink(entries, trial, ADMIN, doubtful);
    }

    /** As it is known already. */
    private static List<Staged> known() {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("id", TestServer.LEARNER).put("group", "nong-dan").put("from", "2020-01-01");
        return List.of(new Staged(2, "a", TestServer.LEARNER, body));
    }

    @Test
    void who_was_entered_before_a_stop_is_judged_after_it() {
        RosterSink resumed = sink(1);

        resumed.send(known());
        resumed.send(known());

        assertThat(judged).containsExactly(TestServer.LEARNER);
    }

    @Test
    void who_is_known_already_needs_no_judgement() {
        assertThat(sink(0).send(known()).await()).containsValue(Fate.DUPLICATE);
        assertThat(judged).isEmpty();
    }
}
