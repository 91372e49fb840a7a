package vn.hoctap.server.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import vn.hoctap.server.subject.Identity;
import vn.hoctap.server.subject.Subject;

/** What says whom a row is about, however wrong the row is otherwise, and the same of a person: by these he is found. */
final class About {
    private static final List<String> COLUMNS = List.of("id", "subject", "member", "collective", "nationalId");
    private static final String ACCOUNT = "account";
    private static final String MAIL = "mbox";
    private static final String MAILTO = "mailto:";

    private About() {}

    static List<String> row(RowReader row) {
        List<String> about = new ArrayList<>();
        COLUMNS.forEach(column -> row.text(column).ifPresent(about::add));
        row.text(ACCOUNT)
                .ifPresent(name -> about.add(account(row.text("homePage").orElse(""), name)));
        row.text(MAIL).ifPresent(mail -> about.add(mail(mail)));
        return about;
    }

    static List<String> person(Subject person) {
        List<String> about = new ArrayList<>();
        about.add(person.id());
        Stream.ofNullable(person.nationalId()).forEach(about::add);
        person.identities()
                .forEach(identity -> about.add(
                        switch (identity) {
                            case Identity.Account account -> account(account.homePage(), account.name());
                            case Identity.Mbox mbox -> mail(mbox.address());
                        }));
        return about;
    }

    private static String account(String homePage, String name) {
        return homePage + "|" + name;
    }

    private static String mail(String address) {
        String bare = address.startsWith(MAILTO) ? address.substring(MAILTO.length()) : address;
        return bare.toLowerCase(Locale.ROOT);
    }
}
