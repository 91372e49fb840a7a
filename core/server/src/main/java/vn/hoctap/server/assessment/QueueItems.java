package vn.hoctap.server.assessment;

import java.util.List;
import java.util.stream.IntStream;
import vn.hoctap.server.assessment.Queue.Item;
import vn.hoctap.server.assessment.Queue.Part;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.learner.Activity;
import vn.hoctap.server.learner.ActivityViews;
import vn.hoctap.server.learner.Effects;
import vn.hoctap.server.learner.Inquiries;
import vn.hoctap.server.learner.Places;
import vn.hoctap.server.learner.ProofView;
import vn.hoctap.server.learner.Proofs;
import vn.hoctap.server.learner.QuestionView;
import vn.hoctap.server.learner.Records;
import vn.hoctap.server.learner.Rights;
import vn.hoctap.server.orgunit.OrgUnits;
import vn.hoctap.server.subject.Subject;
import vn.hoctap.server.subject.Subjects;

/** Puts what waits for an officer into words: who, what, the proof, what was asked, and what a verification would do. */
public record QueueItems(Subjects subjects, OrgUnits units, Records records, Proofs proofs, Inquiries inquiries) {
    private static final Rights VERIFYING = new Rights(false, false, true, false, false, false);

    List<QueueView.Item> of(Words words, Part part, List<Item> items) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> item(words, part, items.get(i), "item-" + i))
                .toList();
    }

    private QueueView.Item item(Words words, Part part, Item item, String key) {
        Subject subject = subjects.find(item.subject()).orElseThrow();
        Activity activity = item.activity();
        String href = OfficerPages.href(item.subject());
        List<String> id = List.of(activity.id());
        List<ProofView> proof = proofs.of(words, item.key(), id).getOrDefault(activity.id(), List.of());
        List<QuestionView> questions = inquiries.of(words, item.key(), id).getOrDefault(activity.id(), List.of());
        return new QueueView.Item(
                item.subject(),
                href,
                item.name(),
                String.join(" · ", Places.names(units.tree(), subject, subjects.today())),
                new Choice(item.subject(), activity.id()).text(),
                new ActivityViews(words, VERIFYING, href).of(activity, key),
                proof,
                questions,
                part == Part.WAITING && questions.stream().anyMatch(question -> question.answer() != null),
                part == Part.DONE ? List.of() : effects(words, item.subject(), activity),
                item.decidedAt() == null ? null : words.get("queue.decided", words.moment(item.decidedAt())),
                activity.state() == Activity.State.REJECTED);
    }

    private List<String> effects(Words words, String subject, Activity activity) {
        return Effects.between(
                words,
                records.judgements(subject, activity.year()),
                records.verified(subject, activity.year(), activity.id()));
    }
}
