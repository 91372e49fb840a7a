package vn.hoctap.server.editor;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes what somebody entered in the form into the file. Only what differs from what the file says is written, so that
 * whatever the form shows in other words stays as its author wrote it.
 */
final class FormWriter {
    private static final Set<String> PLAIN = Set.of("max", "atLeast", "give", "each", "value", "months", "from");
    private static final Pattern PLACE = Pattern.compile("(/[A-Za-z0-9_-]{1,100}){1,12}");
    private static final Pattern COMMA = Pattern.compile("(-?[0-9]+),([0-9]+)");
    private static final int MOST = 5_000;

    private final SetDocument own;
    private final Base base;

    FormWriter(SetDocument own, Base base) {
        this.own = own;
        this.base = base;
    }

    void write(MultiMap form) {
        audience(form);
        for (String name : form.names()) {
            String value = Typing.text(form, name);
            if (value.length() > MOST) {
                continue;
            }
            int at = name.indexOf('@');
            if (at > 0 && PLACE.matcher(name.substring(at + 1)).matches()) {
                special(name.substring(0, at), name.substring(at + 1), form.getAll(name), value);
            } else if (!name.equals("/audience") && PLACE.matcher(name).matches()) {
                box(name, value);
            }
        }
    }

    private void audience(MultiMap form) {
        if (!form.contains("audience")) {
            return;
        }
        String chosen = Typing.text(form, "audience");
        String written = own.text("/audience");
        String wanted = switch (chosen) {
            case "" -> "";
            case FormReader.OTHER -> Typing.text(form, "/audience");
            default ->
                Audience.group(written).filter(chosen::equals).isPresent() ? written : Audience.expression(chosen);
        };
        write("/audience", wanted);
    }

    private void box(String pointer, String value) {
        String last = pointer.substring(pointer.lastIndexOf('/') + 1);
        if (own.text(pointer).equals(value)) {
            return;
        }
        if (pointer.endsWith("/vi") && sameText(pointer.substring(0, pointer.length() - 3), value)) {
            return;
        }
        if (pointer.matches("/parameters/[^/]+/when/.*")) {
            useOwnCases(pointer, value);
            return;
        }
        if (value.isEmpty()) {
            own.remove(pointer);
        } else if (PLAIN.contains(last)) {
            own.putPlain(pointer, COMMA.matcher(value).replaceFirst("$1.$2"));
        } else {
            own.put(pointer, value);
        }
    }

    /** A text may be written without its language. */
    private boolean sameText(String pointer, String value) {
        return !own.text(pointer).isEmpty() && own.text(pointer).equals(value);
    }

    /** A list of cases is inherited as a whole or not at all. */
    private void useOwnCases(String pointer, String value) {
        String list = pointer.substring(0, pointer.indexOf("/when/") + "/when".length());
        if (value.isEmpty()) {
            return;
        }
        if (!own.has(list)) {
            base.document().ifPresent(document -> {
                for (int i = 0; i < document.size(list); i++) {
                    own.add(list, "{if: x, value: 0}");
                    own.put(list + "/" + i + "/if", document.text(list + "/" + i + "/if"));
                    own.putPlain(list + "/" + i + "/value", document.text(list + "/" + i + "/value"));
                }
            });
        }
        own.putPlain(pointer, COMMA.matcher(value).replaceFirst("$1.$2"));
    }

    private void special(String what, String place, List<String> all, String value) {
        switch (what) {
            case "kind" ->
                WayKind.of(value)
                        .filter(kind ->
                                WayKind.of(own, place).filter(kind::equals).isEmpty())
                        .ifPresent(kind -> kind.write(own, place));
            case "types" ->
                counted(place, Counted.of(own.text(place + "/where")).counting(chosen(all)));
            case "where" ->
                counted(
                        place,
                        new Counted(Counted.of(own.text(place + "/where")).types(), value));
            case "verified" -> flag(place + "/trust", "verified", all);
            case "held" -> flag(place + "/window", "held", all);
            case "points" -> points(place, value);
            case "if" -> condition(place, value);
            case "of" ->
                Asking.of(own.text(place + "/if"))
                        .filter(asking -> !asking.indicator().equals(value))
                        .ifPresent(asking ->
                                own.put(place + "/if", asking.about(value).test()));
            default -> {
                // a name that no form of ours has
            }
        }
    }

    private static List<String> chosen(List<String> all) {
        return all.stream().filter(type -> type.matches("[a-z0-9-]{1,50}")).toList();
    }

    private void counted(String place, Counted wanted) {
        if (!WayKind.of(own, place).map(WayKind::counts).orElse(true)) {
            return;
        }
        Counted written = Counted.of(own.text(place + "/where"));
        if (!written.equals(wanted)) {
            write(place + "/where", wanted.where());
        }
    }

    private void write(String pointer, String value) {
        if (own.text(pointer).equals(value)) {
            return;
        }
        if (value.isEmpty()) {
            own.remove(pointer);
        } else {
            own.put(pointer, value);
        }
    }

    private void flag(String pointer, String word, List<String> all) {
        boolean wanted = all.contains("yes");
        if (wanted != own.text(pointer).equals(word)) {
            write(pointer, wanted ? word : "");
        }
    }

    private void points(String place, String form) {
        boolean rate = own.has(place + "/points/each");
        boolean bands = own.size(place + "/points") > 0;
        switch (form) {
            case "bands" -> {
                if (!bands) {
                    own.putYaml(place + "/points", "[{atLeast: 1, give: 5}]");
                }
            }
            case "rate" -> {
                if (!rate) {
                    own.putYaml(place + "/points", "{each: 1, give: 1}");
                }
            }
            case "same" -> own.remove(place + "/points");
            default -> {
                // nothing is chosen
            }
        }
    }

    private void condition(String place, String value) {
        String written = own.text(place + "/if");
        String number = COMMA.matcher(value).replaceFirst("$1.$2");
        String wanted = Asking.of(written)
                .map(asking -> asking.asking(number))
                .filter(asking -> Asking.of(asking.test()).isPresent())
                .map(Asking::test)
                .orElse(value);
        if (Asking.of(written).filter(asking -> asking.number().equals(number)).isEmpty()) {
            write(place + "/if", wanted);
        }
    }
}
