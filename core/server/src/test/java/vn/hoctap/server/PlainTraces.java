package vn.hoctap.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vn.hoctap.server.database.Database;

/** Looks for a text in everything that a server keeps, as whoever stole its database or its disk would. */
public final class PlainTraces {
    private PlainTraces() {}

    /** The tables that say it, as text, or as bytes in what is stored as it was received. */
    public static List<String> inTables(Database database, String text) {
        List<String> found = new ArrayList<>();
        database.rows("select tablename from pg_tables where schemaname = current_schema()")
                .forEach(row -> {
                    String table = row.getString("tablename");
                    if (database.first("""
                            select 1 from %s t where strpos(t::text, $1) > 0
                                or strpos(t::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0
                                or strpos(t::text, rtrim(encode(convert_to($1, 'UTF8'), 'base64'), '=')) > 0
                            limit 1""".formatted(table), text).isPresent()) {
                        found.add(table);
                    }
                });
        return found;
    }

    /** The files that say it in their contents or names. */
    public static List<String> inFiles(Path folder, String text) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> says(file, text)).map(Path::toString).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean says(Path file, String text) {
        try {
            return file.getFileName().toString().contains(text)
                    || (Files.isRegularFile(file)
                            && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                    .contains(new String(
                                            text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
        } catch (IOException gone) {
            return false;
        }
    }
}
