package vn.hoctap.server.plugin.making;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text beside this class, in which <code>{{name}}</code> stands for a value. */
final class Template {
    private static final Pattern HOLE = Pattern.compile("\\{\\{([a-zA-Z0-9]+)}}");

    private Template() {}

    static String text(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the server's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String filled(String name, Map<String, String> values) {
        return HOLE.matcher(text(name)).replaceAll(hole -> {
            String value = values.get(hole.group(1));
            if (value == null) {
                throw new IllegalStateException(name + " asks for " + hole.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
