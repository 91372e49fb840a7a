package vn.hoctap.server.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it: UTF-8 with or without a mark at its beginning, cells between quotes where needed, any line end.
 * Which of {@code , ; tab} separates the cells shows in the first line.
 */
final class CsvTable implements Table {
    private static final int BOM = 0xFEFF;
    private static final int END = -1;
    private static final String SEPARATORS = ",;\t";
    private static final int LONGEST_HEADER = 64 * 1024;
    private static final String SEPARATOR_LINE = "sep=";

    private final PushbackReader in;
    private final char separator;
    private int number;

    private CsvTable(PushbackReader in, char separator) {
        this.in = in;
        this.separator = separator;
    }

    static CsvTable open(InputStream file) throws IOException {
        Reader reader = new InputStreamReader(
                file,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        PushbackReader in = new PushbackReader(new BufferedReader(reader), LONGEST_HEADER);
        try {
            return new CsvTable(in, separator(in));
        } catch (CharacterCodingException notUtf8) {
            in.close();
            throw Unreadable.because("encoding", 1);
        } catch (RuntimeException | IOException failure) {
            in.close();
            throw failure;
        }
    }

    /** Whatever separates most outside of quotes; Excel may also say it in a line of its own. */
    private static char separator(PushbackReader in) throws IOException {
        int first = in.read();
        if (first != BOM && first != END) {
            in.unread(first);
        }
        StringBuilder line = new StringBuilder();
        boolean quoted = false;
        while (line.length() < LONGEST_HEADER) {
            int c = in.read();
            if (c == END) {
                break;
            }
            line.append((char) c);
            quoted ^= c == '"';
            if (!quoted && (c == '\n' || c == '\r')) {
                break;
            }
        }
        String header = line.toString();
        if (header.startsWith(SEPARATOR_LINE) && header.length() > SEPARATOR_LINE.length()) {
            skipLineFeed(in, header);
            return header.charAt(SEPARATOR_LINE.length());
        }
        in.unread(header.toCharArray());
        return mostIn(header);
    }

    private static void skipLineFeed(PushbackReader in, String header) throws IOException {
        if (header.endsWith("\r")) {
            int next = in.read();
            if (next != '\n' && next != END) {
                in.unread(next);
            }
        }
    }

    private static char mostIn(String header) {
        int[] counts = new int[SEPARATORS.length()];
        boolean quoted = false;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            quoted ^= c == '"';
            int which = quoted ? -1 : SEPARATORS.indexOf(c);
            if (which >= 0) {
                counts[which]++;
            }
        }
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return SEPARATORS.charAt(most);
    }

    @Override
    public @Nullable Line next() throws IOException {
        try {
            return read();
        } catch (CharacterCodingException notUtf8) {
            throw Unreadable.because("encoding", number);
        }
    }

    private @Nullable Line read() throws IOException {
        int c = in.read();
        if (c == END) {
            return null;
        }
        in.unread(c);
        number++;
        List<Cell> cells = new ArrayList<>();
        do {
            if (cells.size() >= ImportLimits.COLUMNS) {
                throw Unreadable.because("columns", number, ImportLimits.COLUMNS);
            }
            cells.add(Cell.written(Injection.undone(cell())));
        } while (goesOn());
        return new Line(number, cells);
    }

    /** Past the separator true, past the end of the line or file false. */
    private boolean goesOn() throws IOException {
        int c = in.read();
        if (c == '\r') {
            int next = in.read();
            if (next != '\n' && next != END) {
                in.unread(next);
            }
        }
        return c == separator;
    }

    private String cell() throws IOException {
        int c = in.read();
        if (c == '"') {
            return quoted();
        }
        StringBuilder text = new StringBuilder();
        while (c != END && c != separator && c != '\n' && c != '\r') {
            append(text, c);
            c = in.read();
        }
        if (c != END) {
            in.unread(c);
        }
        return text.toString();
    }

    private String quoted() throws IOException {
        int began = number;
        StringBuilder text = new StringBuilder();
        while (true) {
            int c = in.read();
            if (c == END) {
                throw Unreadable.because("quote", began);
            }
            if (c != '"') {
                append(text, c);
            } else {
                int next = in.read();
                if (next == '"') {
                    append(text, '"');
                } else {
                    return unquoted(text, next);
                }
            }
        }
    }

    /** What stands between the closing quote and the separator belongs to the cell: people write {@code "a" b}. */
    private String unquoted(StringBuilder text, int first) throws IOException {
        int c = first;
        while (c != END && c != separator && c != '\n' && c != '\r') {
            append(text, c);
            c = in.read();
        }
        if (c != END) {
            in.unread(c);
        }
        return text.toString();
    }

    private void append(StringBuilder text, int c) {
        if (text.length() >= ImportLimits.CELL) {
            throw Unreadable.because("cell", number, ImportLimits.CELL);
        }
        text.append((char) c);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
