package vn.hoctap.server.exchange;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.database.Await;
import vn.hoctap.server.exchange.Staging.Staged;
import vn.hoctap.server.ledger.Checked;
import vn.hoctap.server.ledger.Command;
import vn.hoctap.server.ledger.Conflict;
import vn.hoctap.server.ledger.NotNow;
import vn.hoctap.server.ledger.Receipt;
import vn.hoctap.server.ledger.Recorder;
import vn.hoctap.server.ledger.Refusal;
import vn.hoctap.server.ledger.Submission;
import vn.hoctap.server.ledger.Trial;

/**
 * Activities and assessments on their way into the ledger, in arrays. An array is recorded whole or not at all; where a row
 * of it is refused, the others are sent again without it.
 */
final class FactSink implements Sink {
    private static final int MAX_ARRAY = 1_000;
    private static final long BUSY = TimeUnit.MILLISECONDS.toNanos(500);

    private record Sound(int row, Command command) {}

    private final Function<List<Staged>, List<Checked>> check;
    private final Recorder recorder;
    private final Trial trial;
    private final String by;

    /** @param by recorded with every row */
    FactSink(Function<List<Staged>, List<Checked>> check, Recorder recorder, Trial trial, String by) {
        this.check = check;
        this.recorder = recorder;
        this.trial = trial;
        this.by = by;
    }

    @Override
    public Sent send(List<Staged> rows) {
        Map<Integer, Fate> fates = new HashMap<>();
        List<Sound> sound = sound(rows, fates);
        if (sound.size() > MAX_ARRAY) {
            for (int from = 0; from < sound.size(); from += MAX_ARRAY) {
                land(sound.subList(from, Math.min(sound.size(), from + MAX_ARRAY)), null, fates);
            }
            return () -> fates;
        }
        Future<List<Receipt>> flying = submit(sound);
        return () -> {
            land(sound, flying, fates);
            return fates;
        };
    }

    private List<Sound> sound(List<Staged> rows, Map<Integer, Fate> fates) {
        List<Checked> checked = check.apply(rows);
        List<Sound> sound = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i).row();
            Checked one = checked.get(i);
            Command command = one.command();
            if (command == null) {
                fates.put(row, new Fate.Refused(Reading.faults(one.errors())));
            } else if (one.recorded()) {
                fates.put(row, Fate.DUPLICATE);
            } else {
                sound.add(new Sound(row, command));
            }
        }
        return sound;
    }

    private Future<List<Receipt>> submit(List<Sound> sound) {
        return recorder.record(new Submission(sound.stream().map(Sound::command).toList(), by));
    }

    /** @param flying null: not sent yet */
    private void land(List<Sound> sound, @Nullable Future<List<Receipt>> flying, Map<Integer, Fate> fates) {
        List<Sound> left = new ArrayList<>(sound);
        Future<List<Receipt>> sent = flying;
        while (!left.isEmpty()) {
            try {
                List<Receipt> receipts = Await.on(sent == null ? submit(left) : sent);
                for (int i = 0; i < left.size(); i++) {
                    fates.put(left.get(i).row(), fate(receipts.get(i).status()));
                }
                return;
            } catch (Refusal refusal) {
                Sound refused = left.remove(refusal.index());
                fates.put(refused.row(), fate(refusal));
            } catch (NotNow busy) {
                LockSupport.parkNanos(BUSY);
            }
            sent = null;
        }
    }

    private static Fate fate(Receipt.Status status) {
        return status == Receipt.Status.DUPLICATE ? Fate.DUPLICATE : Fate.ACCEPTED;
    }

    private static Fate fate(Refusal refusal) {
        return switch (refusal) {
            case Conflict conflict -> Fate.refused(Fault.of("id", "conflict", conflict.id()));
            default -> Fate.refused(Said.of("", String.valueOf(refusal.getMessage())));
        };
    }

    @Override
    public Tried tryOut(List<Staged> rows) {
        Map<Integer, Fate> fates = new HashMap<>();
        List<Sound> sound = sound(rows, fates);
        Trial.Outcome outcome = trial.of(sound.stream().map(Sound::command).toList(), by);
        for (int i = 0; i < sound.size(); i++) {
            Trial.Answer answer = outcome.answers().get(i);
            Refusal refusal = answer.refusal();
            fates.put(
                    sound.get(i).row(),
                    refusal == null ? fate(Objects.requireNonNull(answer.status())) : fate(refusal));
        }
        return new Tried(fates, outcome.changes());
    }
}
