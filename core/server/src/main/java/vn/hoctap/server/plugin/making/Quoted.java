package vn.hoctap.server.plugin.making;

import java.time.LocalDate;
import vn.hoctap.api.Rational;

/** Values as they are written in YAML and XML, so that whatever people call their plugin stays a text. */
final class Quoted {
    private Quoted() {}

    static String text(String text) {
        return "\"" + text.replaceAll("\\s+", " ").replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** @param value of a parameter: number, text, date or boolean */
    static String value(Object value) {
        return switch (value) {
            case Rational number -> number.toString();
            case Boolean flag -> flag.toString();
            case LocalDate date -> date.toString();
            default -> text(value.toString());
        };
    }
}
