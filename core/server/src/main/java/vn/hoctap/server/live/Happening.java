package vn.hoctap.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Scope;
import vn.hoctap.server.identity.Scope.Action;

/**
 * Something that happened, with what decides who may hear of it.
 *
 * @param message what every listener is sent of it: an event of the HTML standard's server-sent events
 */
record Happening(EventId id, About about, String message) {
    private static final String ROOT = "/";

    static Happening of(EventId id, About about, JsonNode data) {
        return new Happening(id, about, "event: " + about.kind() + "\nid: " + id + "\ndata: " + data + "\n\n");
    }

    sealed interface About {
        /** The name of the event. */
        String kind();

        boolean concerns(Caller caller);
    }

    /** @param paths where the subject belongs today */
    record OfTitle(String subject, List<String> paths) implements About {
        OfTitle {
            paths = List.copyOf(paths);
        }

        @Override
        public String kind() {
            return "title";
        }

        @Override
        public boolean concerns(Caller caller) {
            return Scope.may(caller, Action.READ, subject, paths);
        }
    }

    /** What waits to be verified of the subject is not what it was. */
    record OfQueue(String subject, List<String> paths) implements About {
        OfQueue {
            paths = List.copyOf(paths);
        }

        @Override
        public String kind() {
            return "queue";
        }

        @Override
        public boolean concerns(Caller caller) {
            return Scope.may(caller, Action.VERIFY, subject, paths);
        }
    }

    /** @param by who asked for it */
    record OfJob(String by) implements About {
        @Override
        public String kind() {
            return "job";
        }

        @Override
        public boolean concerns(Caller caller) {
            return by.equals(caller.name()) || Scope.mayIn(caller, Action.READ_JOBS, ROOT);
        }
    }
}
