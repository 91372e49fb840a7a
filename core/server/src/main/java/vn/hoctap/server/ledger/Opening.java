package vn.hoctap.server.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.ledger.Command.PassTime;
import vn.hoctap.server.ledger.Command.RecordAssessment;
import vn.hoctap.server.ledger.Command.RecordFact;
import vn.hoctap.server.ledger.Command.Rejudge;

/**
 * Opens the dossiers that a batch needs: from memory where that holds, and from the database otherwise.
 *
 * @param trusting what is brought is taken for new without looking: nearly all of it is, and the key of its table knows
 *     better
 * @param firstInAir the lowest number of a batch that may not be committed yet
 */
record Opening(BatchReader reader, Memory memory, boolean trusting, Instant now, long firstInAir) {

    /** By the subjects' ids; unknown ones are absent. */
    Map<String, Dossier> open(List<Command> commands) {
        Set<String> unread = new LinkedHashSet<>();
        commands.stream()
                .filter(command -> command instanceof Rejudge || command instanceof PassTime)
                .forEach(command -> unread.add(command.subject()));
        Map<String, Dossier> dossiers = LinkedHashMap.newLinkedHashMap(commands.size());
        for (Command command : commands) {
            String subject = command.subject();
            if (!unread.contains(subject) && dossiers.computeIfAbsent(subject, this::remembered) == null) {
                unread.add(subject);
            }
        }
        if (!unread.isEmpty()) {
            dossiers.putAll(reader.open(unread));
        }
        reader.readKnown(dossiers, looked(commands));
        return dossiers;
    }

    /** Whose time has come is read, so that what is judged as of an earlier moment is not mixed with later judges. */
    private @Nullable Dossier remembered(String subject) {
        return memory.find(subject, now, firstInAir)
                .filter(known -> known.batch() >= firstInAir
                        || known.due() == null
                        || known.due().isAfter(now))
                .map(known -> known.open(now, firstInAir))
                .orElse(null);
    }

    /** Ids that we made are looked for too: an attempt may have gone wrong, and nobody knows how far it came. */
    private List<Command> looked(List<Command> commands) {
        List<Command> looked = new ArrayList<>();
        for (Command command : commands) {
            boolean isNew = switch (command) {
                case RecordFact fact -> trusting;
                case RecordAssessment assessment -> trusting;
                default -> false;
            };
            if (!isNew) {
                looked.add(command);
            }
        }
        return looked;
    }
}
