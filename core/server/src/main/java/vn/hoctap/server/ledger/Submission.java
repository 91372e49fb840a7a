package vn.hoctap.server.ledger;

import java.util.List;

/**
 * What one request records: all of it or nothing.
 *
 * @param by who records it, kept with every row
 */
public record Submission(List<Command> commands, String by) {
    public Submission {
        commands = List.copyOf(commands);
    }

    /** As {@link Command#size}, of all. */
    long size() {
        return commands.stream().mapToLong(Command::size).sum();
    }

    public static Submission of(Command command, String by) {
        return new Submission(List.of(command), by);
    }
}
