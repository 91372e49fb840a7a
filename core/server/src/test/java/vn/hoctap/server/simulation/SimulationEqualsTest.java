package vn.hoctap.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.plugin.Upload;

/** What a simulation says is what the re-evaluation then does, subject by subject, and can be taken back as a whole. */
class SimulationEqualsTest {
    private static final SimulationFixture HERE = new SimulationFixture();
    private static final int PEOPLE = 40;
    private static final int ROUNDS = 6;
    private static final List<String> AUDIENCES =
            List.of("", "subject.group == \"nong-dan\"", "subject.id < \"nguoi-20\"", "subject.id >= \"nguoi-10\"");

    @AfterAll
    static void close() {
        HERE.close();
    }

    private static List<String> people(Random chance) {
        List<String> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            String home = chance.nextInt(4) == 0 ? "tphcm" : "thon-3-quang-vinh";
            people.add(HERE.server.farmer("nguoi-%02d".formatted(i), home));
            HERE.reads(people.getLast(), chance.nextInt(9));
        }
        return people;
    }

    private static Upload any(Random chance, int round, StringBuilder story) {
        @Nullable String unit = chance.nextBoolean() ? null : "ninh-binh";
        String audience = AUDIENCES.get(chance.nextInt(AUDIENCES.size()));
        int books = 1 + chance.nextInt(6);
        story.append("; v%d for %s, %d books, %s".formatted(round, unit, books, audience));
        return SimulationFixture.jar(round + ".0.0", SimulationFixture.set("v" + round, round, books, audience), unit);
    }

    @Test
    void a_simulation_says_what_the_reevaluation_then_does_and_undoing_gives_back_every_serial() {
        long seed = new Random().nextLong();
        Random chance = new Random(seed);
        StringBuilder story = new StringBuilder("seed " + seed);
        List<String> people = people(chance);
        for (int round = 1; round <= ROUNDS; round++) {
            Map<String, String> before = HERE.live();
            Upload upload = any(chance, round, story);
            Optional<UUID> simulation = HERE.install(upload);
            if (simulation.isPresent()) {
                HERE.awaitEnd(simulation.get());
                assertThat(HERE.live()).as("%s: nothing is changed", story).isEqualTo(before);
                signAndInstall(simulation.get());
            }
            UUID batch = HERE.awaitBatch();
            HERE.agrees(story);
            simulation.ifPresent(
                    id -> assertThat(HERE.changes(batch)).as("%s", story).isEqualTo(HERE.changes(id)));
            if (chance.nextInt(3) == 0 && simulation.isPresent()) {
                story.append(", undone");
                undo(batch);
                assertThat(HERE.live()).as("%s", story).isEqualTo(before);
                HERE.agrees(story);
            }
            String reader = people.get(chance.nextInt(PEOPLE));
            story.append(", then reads " + reader);
            HERE.reads(reader, 1 + chance.nextInt(3));
        }
    }

    private static void signAndInstall(UUID simulation) {
        HERE.sign(simulation, SimulationFixture.ADMIN);
        HERE.sign(simulation, SimulationFixture.SECOND);
    }

    private static void undo(UUID batch) {
        UUID undoing = HERE.undo(batch);
        HERE.awaitEnd(undoing);
    }
}
