package vn.hoctap.server.plugin;

import java.util.UUID;

/** What a change would do must be seen and signed by somebody first; until then everything stays as it is. */
public final class Unsigned extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final UUID simulation;

    Unsigned(UUID simulation) {
        super(
                "Others would gain or lose titles; look at the simulation " + simulation + " and sign it.",
                null,
                false,
                false);
        this.simulation = simulation;
    }

    /** The job whose result is to be signed. */
    public UUID simulation() {
        return simulation;
    }
}
