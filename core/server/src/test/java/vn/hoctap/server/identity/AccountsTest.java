package vn.hoctap.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.hoctap.server.database.TestDatabase;
import vn.hoctap.server.secrecy.KeyPlace;
import vn.hoctap.server.secrecy.MasterKey;
import vn.hoctap.server.secrecy.Secrets;
import vn.hoctap.server.subject.SearchText;

class AccountsTest {
    private static final TestDatabase DATABASE = TestDatabase.open();

    private static final Secrets SECRETS = Secrets.open(DATABASE.database(), new KeyPlace.Given(MasterKey.random()));

    private final Accounts accounts = accounts();

    private static Accounts accounts() {
        return new Accounts(DATABASE.database(), SECRETS, SearchText::of, Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    /** A token says its user's name, before the first blank his id. */
    private Caller known(String token) {
        String[] said = token.split(" ", 3);
        Grant grant = new Grant(Role.OFFICER, said[2]);
        AccountId id = new AccountId("https://sso.example.org", said[0]);
        return accounts.known(any -> new Caller(said[1], Optional.of(id), Optional.empty(), List.of(grant)))
                .caller(token);
    }

    @Test
    void an_account_has_one_pseudonym_that_tells_nothing() {
        Caller first = known("4711 an.nguyen xa-1");

        assertThat(first.name()).matches("a-[a-z2-9]{16}");
        assertThat(known("4711 an.nguyen xa-1").name()).isEqualTo(first.name());
        assertThat(known("4712 an.nguyen xa-1").name()).isNotEqualTo(first.name());
        assertThat(accounts().name(first.name())).contains("an.nguyen");
    }

    @Test
    void another_name_or_office_leaves_the_pseudonym_as_it_is() {
        String pseudonym = known("4713 binh.le xa-1").name();

        assertThat(known("4713 binh.tran xa-2").name()).isEqualTo(pseudonym);

        Row row = DATABASE.database()
                .first("select acts_for from account where pseudonym = $1", pseudonym)
                .orElseThrow();
        assertThat(accounts().name(pseudonym)).contains("binh.tran");
        assertThat(row.getString("acts_for")).isEqualTo("officer@xa-2");
    }

    @Test
    void a_name_is_sealed_and_found_by_its_words_without_tone_marks() {
        String pseudonym = known("4720 Đặng.Hồng.Mơ@example.invalid xa-1").name();

        assertThat(accounts.named("hong dang", 5)).containsExactly(pseudonym);
        assertThat(accounts.named("Mơ", 5)).containsExactly(pseudonym);
        assertThat(accounts.named("khong", 5)).isEmpty();
        assertThat(accounts.named("@", 5)).isEmpty();
        Row row = DATABASE.database()
                .first("select * from account where pseudonym = $1", pseudonym)
                .orElseThrow();
        assertThat(row.toJson().encode()).doesNotContain("Mơ", "example.invalid");
        assertThat(new String(row.getBuffer("sealed_name").getBytes(), StandardCharsets.UTF_8))
                .doesNotContain("example");
    }

    @Test
    void a_pseudonym_that_data_bring_along_is_kept() {
        accounts.introduce(new AccountId("https://sso.example.org", "4714"), "officer");
        accounts.introduce(new AccountId("https://sso.example.org", "4714"), "officer");

        assertThat(known("4714 chi xa-1").name()).isEqualTo("officer");
    }

    @Test
    void nobody_knows_any_more_who_was_erased_and_he_comes_back_as_another() {
        String before = known("4715 dung xa-1").name();
        DATABASE.database()
                .update(
                        "update account set issuer = null, sub = null, sealed_name = null where pseudonym = $1",
                        before);
        Accounts later = accounts();

        assertThat(later.name(before)).isEmpty();
        AccountId id = new AccountId("https://sso.example.org", "4715");
        Caller again = later.known(any -> new Caller("dung", Optional.of(id), Optional.empty(), List.of()))
                .caller("any");
        assertThat(again.name()).isNotEqualTo(before);
    }
}
