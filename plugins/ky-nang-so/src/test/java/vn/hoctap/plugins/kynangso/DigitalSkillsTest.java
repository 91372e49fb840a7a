package vn.hoctap.plugins.kynangso;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoctap.plugins.kynangso.Facts.LATER;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.api.Rational;
import vn.hoctap.api.SkillFramework.Component;
import vn.hoctap.api.SkillProfile.Proof;
import vn.hoctap.api.SkillProfile.Standing;

class DigitalSkillsTest {
    private static List<Standing> standings(Fact... facts) {
        return new DigitalSkills().standings(List.of(facts), LATER);
    }

    @Test
    void a_standing_names_what_proves_it_the_highest_level_first() {
        assertThat(standings(
                        Facts.proving("low", "tt02-2025", "4.2", 2),
                        Facts.proving("high", "digcomp-2.2", "4.2", 4),
                        Facts.proving("other", "tt02-2025", "1.1", 1)))
                .containsExactly(
                        new Standing("1.1", 1, List.of(new Proof("other", 1))),
                        new Standing("4.2", 4, List.of(new Proof("high", 4), new Proof("low", 2))));
    }

    @Test
    void a_fact_that_says_the_same_twice_proves_it_once() {
        Fact twice = Facts.fact(
                "a", List.of(new Skill("tt02-2025", "4.2", 2), new Skill("digcomp-2.2", "4.2", 3)), null, null, true);

        assertThat(standings(twice)).containsExactly(new Standing("4.2", 3, List.of(new Proof("a", 3))));
    }

    @Test
    void what_is_claimed_failed_or_lapsed_proves_nothing() {
        assertThat(standings(
                        Facts.claimed("a", "4.2", 2),
                        Facts.failed("b", "4.2", 2),
                        Facts.lapsing("c", "4.2", 2, "2026-10-31T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void the_profile_and_the_measure_agree_in_every_component() {
        List<Fact> facts = List.of(
                Facts.proving("a", "tt02-2025", "4.2", 3),
                Facts.proving("b", "digcomp-2.2", "3.4", 7),
                Facts.proving("c", "qd757", "2.4", 1),
                Facts.lapsing("d", "4.2", 6, "2026-06-01T00:00:00Z"));
        List<Standing> standings = new DigitalSkills().standings(facts, LATER);
        SkillLevel measure = new SkillLevel();

        for (Component component : Frameworks.OWN.components()) {
            Map<String, String> options = Map.of("component", component.id());
            Levels state = measure.zero();
            for (Fact fact : facts) {
                state = measure.add(state, fact, options);
            }
            Optional<Rational> shown = standings.stream()
                    .filter(standing -> standing.component().equals(component.id()))
                    .map(standing -> Rational.of(standing.level()))
                    .findFirst();
            assertThat(measure.value(state, options, LATER)).isEqualTo(shown);
        }
    }

    @Test
    void pf4j_finds_both_extensions_in_the_index() throws IOException {
        // The processor leaves an empty index beside the tests, too.
        List<String> lines = new ArrayList<>();
        for (URL index :
                Collections.list(DigitalSkills.class.getClassLoader().getResources("META-INF/extensions.idx"))) {
            try (InputStream in = index.openStream()) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
            }
        }

        assertThat(lines).contains(SkillLevel.class.getName(), DigitalSkills.class.getName());
    }
}
