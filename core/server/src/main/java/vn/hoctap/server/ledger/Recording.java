package vn.hoctap.server.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.http.Json;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.title.TitleRecord;

/** Records what a request asks for and says in HTTP's words why nothing was recorded. Safe for use from any thread. */
public final class Recording {

    /** As the caller sees it. */
    public record Answer(String id, String status, List<TitleRecord> titles) {
        /** All in an array. */
        static void send(RoutingContext context, List<Answer> answers) {
            Json.write(context, 200, out -> {
                out.writeStartArray();
                for (Answer answer : answers) {
                    answer.write(out);
                }
                out.writeEndArray();
            });
        }

        private void write(JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeStringField("id", id);
            out.writeStringField("status", status);
            out.writeArrayFieldStart("titles");
            for (TitleRecord title : titles) {
                out.writePOJO(title);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    /** Where in the request the thing of a command with this index was named. */
    @FunctionalInterface
    public interface Pointers {
        String to(int index, String member);
    }

    private final Recorder recorder;

    public Recording(Recorder recorder) {
        this.recorder = recorder;
    }

    /** @throws Problem 400, 404 or 409 when the recorder refuses, 503 when it cannot record now */
    public List<Answer> record(List<? extends Command> commands, String by, Pointers pointers) {
        return answers(submit(commands, by, pointers));
    }

    /** The same without waiting for it: completes with the answers or fails with the problem, on a thread of the recorder. */
    Future<List<Answer>> later(List<? extends Command> commands, String by, Pointers pointers) {
        return recorder.record(new Submission(List.copyOf(commands), by))
                .map(Recording::answers)
                .recover(failure -> Future.failedFuture(said(failure, pointers)));
    }

    private static List<Answer> answers(List<Receipt> receipts) {
        List<Answer> answers = new ArrayList<>(receipts.size());
        for (Receipt receipt : receipts) {
            answers.add(new Answer(receipt.id(), receipt.status().slug(), receipt.titles()));
        }
        return answers;
    }

    /** One act about something that the address of the request names. */
    public Answer act(Command command, String by, String done) {
        Receipt receipt = submit(List.of(command), by, (index, member) -> "").getFirst();
        return new Answer(receipt.id(), done, receipt.titles());
    }

    private List<Receipt> submit(List<? extends Command> commands, String by, Pointers pointers) {
        try {
            return Await.on(recorder.record(new Submission(List.copyOf(commands), by)));
        } catch (Refusal | NotNow refused) {
            throw said(refused, pointers) instanceof Problem problem ? problem : refused;
        }
    }

    /** In HTTP's words; a failure for which it has none stays as it is. */
    private static Throwable said(Throwable failure, Pointers pointers) {
        return switch (failure) {
            case Conflict conflict -> pointed(409, "Conflict", pointers.to(conflict.index(), "/id"), conflict);
            case UnknownSubject unknown ->
                pointed(400, "Invalid request", pointers.to(unknown.index(), "/subject"), unknown);
            case UnknownSet unknown -> pointed(400, "Invalid request", pointers.to(unknown.index(), "/set"), unknown);
            case UnknownFact unknown -> Problem.notFound(String.valueOf(unknown.getMessage()));
            case UnknownTitle unknown -> Problem.notFound(String.valueOf(unknown.getMessage()));
            case NotNow notNow -> {
                String title = notNow instanceof Overloaded ? "Overloaded" : "Not now";
                yield new Problem(503, title, String.valueOf(notNow.getMessage()), List.of());
            }
            default -> failure;
        };
    }

    private static Problem pointed(int status, String title, String pointer, Refusal refusal) {
        String detail = String.valueOf(refusal.getMessage());
        return new Problem(
                status, title, detail, pointer.isEmpty() ? List.of() : List.of(new PointerError(pointer, detail)));
    }
}
