package vn.hoctap.server.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Those as whom one may try the demo. */
public enum Persona {
    /** A farmer of Thôn 3, Quảng Vinh. */
    LEARNER(Role.LEARNER, Optional.of("cit-000001"), Optional.empty()),
    OFFICER(Role.OFFICER, Optional.empty(), Optional.of("quang-vinh")),
    CENTER(Role.CENTER, Optional.empty(), Optional.of("ninh-binh")),
    ADMIN(Role.ADMIN, Optional.empty(), Optional.empty()),
    AUDITOR(Role.AUDITOR, Optional.empty(), Optional.empty());

    private final Role role;
    private final Optional<String> subject;
    private final Optional<String> unit;

    Persona(Role role, Optional<String> subject, Optional<String> unit) {
        this.role = role;
        this.subject = subject;
        this.unit = unit;
    }

    public Role role() {
        return role;
    }

    /** The person he is. */
    public Optional<String> subject() {
        return subject;
    }

    /** The unit for which he has his role; empty: the root, or none for a learner. */
    public Optional<String> unit() {
        return unit;
    }

    /** As in addresses. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Persona> of(String slug) {
        return Stream.of(values())
                .filter(persona -> persona.slug().equals(slug))
                .findFirst();
    }
}
