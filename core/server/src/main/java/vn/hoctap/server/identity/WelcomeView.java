package vn.hoctap.server.identity;

import java.util.List;

/** The first page; in demo mode with the people as whom one may sign in. */
public record WelcomeView(List<Persona> personas) {

    public record Persona(String id, String name, String initials, String role) {}
}
