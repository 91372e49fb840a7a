package vn.hoctap.server.learner;

import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.http.Words;

/** How a page speaks to somebody: by the given name, which comes last, and with the respect that age is owed. */
public record Greeting(Words words, String who) {
    private static final int ELDER = 50;

    public static Greeting to(Words words, String name, @Nullable LocalDate birthDate, LocalDate today) {
        String given = name.substring(name.lastIndexOf(' ') + 1);
        boolean elder = birthDate != null && Period.between(birthDate, today).getYears() >= ELDER;
        return new Greeting(words, words.get(elder ? "greeting.elder" : "greeting.adult", given));
    }

    /** The first standing decides what is said; {@code held} is the name of the title that is held already. */
    String sentence(PersonRecord record, @Nullable String held, boolean eligible) {
        if (eligible) {
            return words.get("greeting.eligible", who);
        }
        if (held != null) {
            return words.get("greeting.held", who, held);
        }
        return record.judgements().stream()
                .findFirst()
                .map(judgement -> open(judgement, record))
                .orElseGet(() -> words.get("greeting.none", who));
    }

    private String open(Judgement judgement, PersonRecord record) {
        if (record.withdrawn(judgement)) {
            return words.get("greeting.withdrawn", who);
        }
        if (judgement.decision().met()) {
            return words.get("greeting.none", who);
        }
        return judgement
                .shortOfTotal()
                .map(points -> words.get("greeting.points", who, points))
                .orElseGet(() -> words.get(
                        "greeting.conditions",
                        who,
                        judgement.decision().denying().size()));
    }
}
