package vn.hoctap.server.learner;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.evidence.Question;
import vn.hoctap.server.evidence.Questions;
import vn.hoctap.server.http.Words;

/** Puts what was asked about activities into words. Safe for use from any thread. */
public final class Inquiries {
    private final Questions questions;
    private final Attachments attachments;
    private final Function<String, Optional<String>> accounts;

    /** @param accounts how somebody signs in, by his pseudonym */
    public Inquiries(Questions questions, Attachments attachments, Function<String, Optional<String>> accounts) {
        this.questions = questions;
        this.attachments = attachments;
        this.accounts = accounts;
    }

    /** All that was asked and answered, by the activity's id. */
    public Map<String, List<QuestionView>> of(Words words, long subject, Collection<String> facts) {
        return questions.of(subject, facts).stream()
                .collect(Collectors.groupingBy(
                        Question::fact, Collectors.mapping(one -> view(words, one), Collectors.toList())));
    }

    /** What waits for the person's answer, with what was typed so far. */
    List<AskedView> open(Words words, Person person, Map<String, Activity> activities) {
        return questions.open(person.subject().key()).stream()
                .filter(question -> activities.containsKey(question.fact()))
                .map(question -> asked(
                        words, person, Objects.requireNonNull(activities.get(question.fact())), question, Answer.NONE))
                .toList();
    }

    /** What was typed as an answer, and what came with it. */
    record Answer(String typed, String wrong, Attachments.Came files) {
        static final Answer NONE = new Answer("", "", Attachments.Came.NOTHING);
    }

    AskedView asked(Words words, Person person, Activity activity, Question question, Answer answer) {
        return new AskedView(
                "question-" + question.seq(),
                activity.id(),
                activity.title(),
                ActivityViews.href(person.base(), activity),
                question.seq(),
                question.text(),
                words.get("question.asked", who(words, question.askedBy()), words.moment(question.askedAt())),
                answer.typed(),
                answer.wrong(),
                attachments.view(words, answer.files()));
    }

    private String who(Words words, @Nullable String by) {
        String name = accounts.apply(String.valueOf(by)).orElse(String.valueOf(by));
        return words.orElse("role." + name, name);
    }

    private QuestionView view(Words words, Question question) {
        return new QuestionView(
                question.seq(),
                question.text(),
                words.get("question.asked", who(words, question.askedBy()), words.moment(question.askedAt())),
                question.answer(),
                question.answeredAt() == null
                        ? null
                        : words.get(
                                "question.answered",
                                who(words, question.answeredBy()),
                                words.moment(question.answeredAt())));
    }

    Questions questions() {
        return questions;
    }
}
