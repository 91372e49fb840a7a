package vn.hoctap.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Fact.Source;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.server.cluster.Peers.Unreachable;
import vn.hoctap.server.ledger.Command.Mark;
import vn.hoctap.server.ledger.Command.PassTime;
import vn.hoctap.server.ledger.Command.RecordAssessment;
import vn.hoctap.server.ledger.Command.RecordFact;
import vn.hoctap.server.ledger.Command.Rejudge;
import vn.hoctap.server.ledger.Command.WithdrawTitle;
import vn.hoctap.server.ledger.Receipt.Status;
import vn.hoctap.server.title.TitleRecord;

/** What travels between nodes arrives as it was sent. */
class WireTest {
    private static final int RUNS = 300;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void a_submission_of_any_commands_arrives_as_it_was_sent() {
        for (int run = 0; run < RUNS; run++) {
            Submission sent = new Submission(
                    Stream.generate(this::command).limit(1 + random.nextInt(20)).toList(), text());

            Submission arrived = SubmissionWire.read(
                    Wire.parcels(Wire.write(List.of(new Wire.Parcel(SubmissionWire.write(sent), random.nextBoolean()))))
                            .getFirst()
                            .content());

            // Bytes are compared by what is in them, numbers exactly.
            assertThat(arrived).as("seed %s", seed).usingRecursiveComparison().isEqualTo(sent);
        }
    }

    @Test
    void receipts_with_titles_arrive_as_they_were_sent() {
        for (int run = 0; run < RUNS; run++) {
            List<Receipt> sent =
                    Stream.generate(this::receipt).limit(1 + random.nextInt(5)).toList();

            assertThat(outcome(Future.succeededFuture(sent)).get())
                    .as("seed %s", seed)
                    .isEqualTo(sent);
        }
    }

    @Test
    void every_refusal_arrives_with_its_place_and_its_words() {
        List<RuntimeException> sent = List.of(
                new Conflict(3, "a", "The id a is known with other content."),
                new UnknownSubject(0, "một"),
                new UnknownSet(1, "b/c"),
                new UnknownFact(2, "d"),
                new UnknownTitle(999, "e"),
                new Overloaded("Too much."));

        for (RuntimeException failure : sent) {
            Throwable arrived =
                    catchThrowable(() -> outcome(Future.failedFuture(failure)).get());

            assertThat(arrived).hasSameClassAs(failure).hasMessage(failure.getMessage());
            if (failure instanceof Refusal refusal) {
                assertThat(((Refusal) arrived).index()).isEqualTo(refusal.index());
                assertThat(((Refusal) arrived).id()).isEqualTo(refusal.id());
            }
        }
        assertThat(sent.stream().filter(Refusal.class::isInstance).map(Object::getClass))
                .as("all that a submission can be refused for")
                .containsExactlyInAnyOrderElementsOf(List.of(Refusal.class.getPermittedSubclasses()));
    }

    @Test
    void what_a_node_fails_with_that_no_longer_records_is_tried_elsewhere_and_any_other_failure_is_not() {
        assertThatThrownBy(
                        () -> outcome(Future.failedFuture(new Deposed("over"))).get())
                .isInstanceOf(Deposed.class);
        assertThatThrownBy(() ->
                        outcome(Future.failedFuture(new Unreachable("gone"))).get())
                .isInstanceOf(Deposed.class);
        assertThatThrownBy(() -> outcome(Future.failedFuture(new ArithmeticException("division by zero")))
                        .get())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("division by zero");
    }

    @Test
    void a_message_of_another_version_is_refused_by_name_and_never_guessed_at() {
        Buffer newer = Buffer.buffer().appendInt(Wire.VERSION + 1).appendString("whatever it means there");

        assertThatThrownBy(() -> Wire.parcels(newer))
                .isInstanceOf(Wire.OtherVersion.class)
                .hasMessageContaining("version " + (Wire.VERSION + 1));
        assertThatThrownBy(() -> Wire.outcomes(newer)).isInstanceOf(Wire.OtherVersion.class);
    }

    @Test
    void a_message_with_something_left_over_is_refused() {
        Buffer longer =
                SubmissionWire.write(new Submission(List.of(command()), "x")).appendByte((byte) 1);

        assertThatThrownBy(() -> SubmissionWire.read(new WireReader(longer)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Supplier<List<Receipt>> outcome(Future<List<Receipt>> outcome) {
        WireWriter out = new WireWriter();
        if (outcome.succeeded()) {
            OutcomeWire.recorded(out, outcome.result());
        } else {
            OutcomeWire.failed(out, outcome.cause());
        }
        return Wire.outcomes(Wire.answer(List.of(out))).getFirst();
    }

    private Command command() {
        byte[] body = new byte[random.nextInt(500)];
        random.nextBytes(body);
        return switch (random.nextInt(6)) {
            case 0 -> RecordFact.of(text(), random.nextBoolean(), fact(), body);
            case 1 ->
                new RecordAssessment(
                        text(),
                        text(),
                        random.nextBoolean(),
                        text(),
                        random.nextInt(),
                        text(),
                        one(Assessor.values()),
                        rational(),
                        ContentHash.of(body),
                        body);
            case 2 -> new Mark(text(), text(), one(MarkKind.values()), perhaps(text()), random.nextBoolean());
            case 3 -> new WithdrawTitle(text(), text(), text());
            case 4 -> new Rejudge(text());
            default -> new PassTime(text());
        };
    }

    private Fact fact() {
        return new Fact(
                text(),
                text(),
                perhaps(text()),
                perhaps(text()),
                perhaps(moment()),
                moment(),
                perhaps(moment()),
                perhaps(rational()),
                perhaps(new Fact.Result(perhaps(rational()), perhaps(random.nextBoolean()))),
                Stream.generate(() -> new Fact.Skill(text(), text(), random.nextInt()))
                        .limit(random.nextInt(3))
                        .toList(),
                new Source(one(Source.Kind.values()), perhaps(text())),
                random.nextBoolean());
    }

    private Receipt receipt() {
        List<TitleRecord> titles = new ArrayList<>();
        for (int left = random.nextInt(3); left > 0; left--) {
            titles.add(new TitleRecord(
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    perhaps(text()),
                    random.nextInt(),
                    text(),
                    moment(),
                    perhaps(moment()),
                    perhaps(text()),
                    perhaps(text())));
        }
        return new Receipt(text(), one(Status.values()), titles);
    }

    private String text() {
        return random.ints(random.nextInt(30), 0, 0x2000)
                .filter(Character::isDefined)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Instant moment() {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1_000L);
    }

    private Rational rational() {
        return Rational.ratio(random.nextLong(), 1 + random.nextInt(1_000_000));
    }

    private <T> @Nullable T perhaps(T value) {
        return random.nextBoolean() ? value : null;
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
