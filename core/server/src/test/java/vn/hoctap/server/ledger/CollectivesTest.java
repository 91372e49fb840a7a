package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.criteria.SubjectKind;
import vn.hoctap.engine.decision.Outcome;
import vn.hoctap.server.database.Sql;
import vn.hoctap.server.subject.NewSubject;
import vn.hoctap.server.subject.SubjectChange;

/** Members move the collectives they belong to, up and down. */
class CollectivesTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-07-01T03:00:00Z"));
    private final World world = new World(clock);

    @AfterEach
    void close() {
        world.close();
    }

    /** Two families of a clan in a village. */
    private void chain() {
        world.people("village", "an", "ba");
        world.family("binh", "village", "an");
        world.family("cuong", "village", "ba");
        world.clan("nguyen", "village", "binh", "cuong");
        world.passTime();
    }

    private void agrees() {
        assertThat(world.ledger().check()).isEmpty();
    }

    @Test
    void a_title_climbs_from_the_person_to_the_province_and_its_loss_takes_each_away_with_its_reason() {
        chain();
        world.learn("an");
        world.settle();
        assertThat(world.holders("family", 2026)).containsExactly("binh");
        assertThat(world.holders("clan", 2026)).containsExactly("nguyen");
        assertThat(world.holders("village", 2026)).containsExactly("village");
        assertThat(world.holders("commune", 2026)).containsExactly("commune");
        assertThat(world.holders("province", 2026)).containsExactly("province");
        assertThat(world.share("nguyen", 2026)).isEqualTo("1/2");
        agrees();

        world.unlearn("an");
        world.settle();
        for (String title : List.of("family", "clan", "village", "commune", "province")) {
            assertThat(world.holders(title, 2026)).as(title).isEmpty();
        }
        assertThat(world.reason("binh", "family"))
                .contains("half")
                .contains("0/1")
                .contains("50");
        assertThat(world.reason("commune", "commune")).contains("half").contains("0/1");
        assertThat(world.reason("province", "province")).contains("0/2");
        agrees();
    }

    @Test
    void a_membership_that_begins_or_ends_moves_the_family_on_its_day() {
        world.people("village", "an", "ba", "ca");
        world.family("binh", "village", "an");
        world.learn("an");
        world.belong("ba", "binh", LocalDate.of(2026, 8, 1), null);
        world.belong("ca", "binh", LocalDate.of(2026, 9, 1), LocalDate.of(2026, 10, 1));
        world.passTime();
        assertThat(world.share("binh", 2026)).isEqualTo("1/1");

        clock.moveTo("2026-07-31T17:00:00Z"); // the first moment of August in Viet Nam
        world.passTime();
        assertThat(world.share("binh", 2026)).isEqualTo("1/2");
        clock.moveTo("2026-09-01T00:00:00Z");
        world.passTime();
        assertThat(world.share("binh", 2026)).isEqualTo("1/3");
        assertThat(world.holders("family", 2026)).isEmpty();
        clock.moveTo("2026-10-01T00:00:00Z");
        world.passTime();
        assertThat(world.share("binh", 2026)).isEqualTo("1/2");
        assertThat(world.holders("family", 2026)).containsExactly("binh");
        agrees();
    }

    @Test
    void who_moves_on_the_last_day_of_the_year_counts_where_he_lives_then_and_for_that_year_ever_after() {
        world.people("village", "an", "ba");
        world.family("binh", "village", "an", "ba");
        world.family("cuong", "village");
        world.learn("an");
        world.belong("an", "binh", World.LONG_AGO, LocalDate.of(2026, 12, 31));
        world.belong("an", "cuong", LocalDate.of(2026, 12, 31), LocalDate.of(2027, 1, 1));
        clock.moveTo("2026-12-30T10:00:00Z");
        world.passTime();
        assertThat(world.share("binh", 2026)).isEqualTo("1/2");

        clock.moveTo("2026-12-31T10:00:00Z");
        world.passTime();
        assertThat(world.share("binh", 2026)).isEqualTo("0/1");
        assertThat(world.share("cuong", 2026)).isEqualTo("1/1");

        clock.moveTo("2027-02-01T10:00:00Z");
        world.passTime();
        assertThat(world.share("cuong", 2026)).isEqualTo("1/1");
        assertThat(world.holders("family", 2026)).containsExactly("cuong");
        assertThat(world.share("cuong", 2027)).isEqualTo("0/0");
        agrees();
    }

    @Test
    void an_attribute_moves_the_denominator() {
        world.people("village", "an");
        world.enter(
                "child",
                SubjectKind.CITIZEN,
                SubjectChange.from(World.LONG_AGO)
                        .born(LocalDate.of(2015, 1, 1))
                        .living("village"));
        world.family("binh", "village", "an", "child");
        world.learn("an");
        world.passTime();
        assertThat(world.share("binh", 2026)).isEqualTo("1/1");

        world.change("child", SubjectChange.from(World.LONG_AGO).born(LocalDate.of(2000, 1, 1)));
        world.settle();
        assertThat(world.share("binh", 2026)).isEqualTo("1/2");
        agrees();
    }

    @Test
    void without_members_the_share_does_not_apply_and_nobody_has_a_title() {
        world.family("binh", "village");
        world.passTime();
        List<Explained> explained = new Judgements(
                        world.ledger().database(),
                        world.ledger().histories(),
                        () -> world.ledger().rules(),
                        clock)
                .of("binh", 2026);
        assertThat(explained)
                .singleElement()
                .satisfies(
                        one -> assertThat(one.decision().indicators().getFirst().outcome())
                                .isEqualTo(Outcome.NOT_APPLICABLE));
        assertThat(world.holders("family", 2026)).isEmpty();
        agrees();
    }

    @Test
    void staff_count_where_they_work_and_people_where_they_live_or_above() {
        world.enter("an", SubjectKind.CITIZEN, World.farmer().living("village").working("office"));
        world.people("village", "ba");
        world.learn("an");
        world.passTime();
        assertThat(world.share("office", 2026)).isEqualTo("1/1");
        assertThat(world.share("province", 2026)).isEqualTo("1/2");

        world.change("an", SubjectChange.from(LocalDate.of(2026, 6, 1)).working());
        world.settle();
        assertThat(world.share("office", 2026)).isEqualTo("0/0");
        agrees();
    }

    @Test
    void a_repeat_changes_nothing() {
        chain();
        world.learn("an");
        world.settle();
        String before = everything();

        world.stop();
        world.ledger().database().update("update follower set xid = '0', id = 0");
        world.start();
        world.settle();

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void a_headcount_or_a_contribution_that_is_not_right_is_found() {
        chain();
        world.learn("an");
        world.settle();
        world.ledger()
                .database()
                .update(
                        "update headcount set holding = '{2}' where collective = (select key from subject where id = 'binh')");
        assertThat(world.ledger().check())
                .anySatisfy(found -> assertThat(found.stored()).isEqualTo("2 of 1 members"));
        world.ledger().database().update("update headcount set holding = '{1}' where holding = '{2}'");
        agrees();

        world.ledger()
                .database()
                .update("delete from contribution where member = (select key from subject where id = 'ba')");
        assertThat(world.ledger().check())
                .anySatisfy(found -> assertThat(found.stored()).isEqualTo("the member ba not counted"));
    }

    @Test
    void nobody_has_a_title_before_all_are_counted() {
        world.stop();
        world.people("village", "an");
        world.learn("an");
        world.ledger().record(new Command.Count("village"));
        assertThat(world.outcomes("province")).isEmpty();

        world.start();
        world.settle();
        assertThat(world.outcomes("province")).containsEntry("province", "MET");
    }

    @Test
    void first_counts_of_one_batch_read_no_more_members_than_one_batch_may() {
        world.stop();
        List<String> families = List.of("binh", "cuong", "dung");
        families.forEach(family -> world.family(family, null));
        List<String> members =
                IntStream.range(0, Headcounts.MOST / 2).mapToObj(n -> "p" + n).toList();
        world.ledger()
                .subjects()
                .create(
                        members.stream()
                                .map(id -> new NewSubject(id, SubjectKind.CITIZEN, World.farmer()))
                                .toList(),
                        "test");
        Sql sql = world.ledger().database();
        sql.update("insert into membership (member, collective, valid_from) select p.key, f.key, '2020-01-01'"
                + " from subject p, subject f where p.kind = 'citizen' and f.kind = 'family'");
        sql.update("delete from headcount");

        world.ledger().record(families.stream().map(LedgerFixture::again).toArray(Command[]::new));
        assertThat(sql.rows("select count(distinct member) as read from contribution c join subject s"
                        + " on s.key = c.collective where s.kind = 'family' group by collective"))
                .extracting(row -> row.getLong("read"))
                .containsExactly(1_000L, 1_000L);
        assertThat(world.ledger().count("headcount where reached_unit = ''")).isEqualTo(families.size());

        world.start();
        world.settle();
        for (String family : families) {
            assertThat(world.share(family, 2026)).isEqualTo("0/1000");
        }
    }

    @Test
    void who_is_judged_by_nobody_moves_collectives_all_the_same() {
        CriteriaRegistry sets = new CriteriaRegistry(LedgerSets.ofMembers().installed().stream()
                .filter(one -> one.set().subject() != SubjectKind.CITIZEN)
                .toList());
        try (LedgerFixture ledger = new LedgerFixture(clock, sets)) {
            ledger.person("an");
            ledger.regroup("an", "cong-nhan", LocalDate.of(2026, 8, 1));
            ledger.record(LedgerFixture.again("an"));
            assertThat(ledger.count("due where at = '2026-07-31T17:00:00Z'")).isEqualTo(1);
            ledger.record(LedgerFixture.course("an", "a", "20"));
            assertThat(ledger.count("outbox, subject where key = any(stirred)")).isEqualTo(2);
        }
    }

    @Test
    void what_other_rules_would_do_is_found_out_by_counting_all_members_without_writing() {
        chain();
        world.learn("an");
        world.settle();
        world.stop();
        world.ledger().database().update("delete from headcount");

        assertThat(new Foresight(
                                world.ledger().database(),
                                world.ledger().histories(),
                                world.ledger().rules(),
                                clock)
                        .of(List.of(new Command.Refold("nguyen", "clan", 2026))))
                .singleElement()
                .satisfies(outlook ->
                        assertThat(outlook.decision().orElseThrow().met()).isTrue());
        assertThat(world.share("nguyen", 2026)).isEqualTo("none");
        world.start();
    }

    private String everything() {
        return world.ledger().database().rows("""
                        select 'h' || h::text as row from headcount h union all select 'c' || c::text from contribution c
                        union all select 'p' || p::text from progress p union all select 't' || t::text from title t
                        order by 1""").stream()
                .map(row -> row.getString("row"))
                .toList()
                .toString();
    }
}
