package vn.hoctap.server.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the chain ended, noted in a file beside the database: whoever cuts off its end, and could hide that within the
 * database, must change this file as well. It is in the data folder, and says nothing about anybody.
 *
 * @param file need not be there
 */
public record Anchor(Path file) {
    private static final String NAME = "audit-anchor";
    private static final Pattern LINE = Pattern.compile("([0-9]{1,18}) ([0-9a-f]{64}) (\\S+)\\s*");

    /**
     * The last link as it was then.
     *
     * @param hash in hexadecimal digits
     */
    public record Noted(long seq, String hash, Instant at) {}

    /** @param data the folder for everything that is kept */
    public static Anchor in(Path data) {
        return new Anchor(data.resolve(NAME));
    }

    /** Empty when nothing was noted here yet. */
    public Optional<Noted> read() {
        try {
            Matcher line = LINE.matcher(Files.readString(file));
            return line.matches()
                    ? Optional.of(new Noted(Long.parseLong(line.group(1)), line.group(2), Instant.parse(line.group(3))))
                    : Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (DateTimeParseException torn) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void write(Noted noted) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path whole = Files.writeString(
                file.resolveSibling(NAME + ".new"), noted.seq() + " " + noted.hash() + " " + noted.at() + "\n");
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
