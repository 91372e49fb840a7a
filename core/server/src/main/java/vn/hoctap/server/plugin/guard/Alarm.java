package vn.hoctap.server.plugin.guard;

/** Is told of a plugin that was stopped, on a thread of its own and after the fact; it may take its time. */
@FunctionalInterface
public interface Alarm {

    /** @param reason one sentence for operators */
    void raise(String plugin, String reason);
}
