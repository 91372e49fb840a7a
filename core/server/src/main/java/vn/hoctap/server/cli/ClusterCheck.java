package vn.hoctap.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.hoctap.server.cluster.ClusterSettings;
import vn.hoctap.server.cluster.Reach;
import vn.hoctap.server.cluster.SharedFolder;
import vn.hoctap.server.cluster.Term;
import vn.hoctap.server.database.Sql;

/**
 * What {@code doctor} says of the nodes.
 *
 * @param out for what there is
 * @param wrong for what is to be put right
 */
record ClusterCheck(PrintWriter out, List<String> wrong) {

    void run(boolean enabled, ClusterSettings settings, Sql sql) {
        if (enabled) {
            out.printf("Cluster: enabled; this node listens at %s:%d%n", settings.host(), settings.port());
            settings.members().forEach(this::member);
            folder(settings.folder(), sql);
        } else {
            out.println("Cluster: cluster.enabled is not true; this node has no others");
        }
        out.println("Recorder: " + recorder(sql));
    }

    private void member(String member) {
        out.printf(
                "  member %s: %s%n",
                member,
                Reach.of(member)
                        ? "reachable"
                        : "not reachable from here; if it runs, check its cluster.host and the network between");
    }

    private void folder(Optional<Path> folder, Sql sql) {
        if (folder.isEmpty()) {
            wrong.add(
                    "  cluster.folder is not set: evidence and files to import stay on the node that was sent them, and the"
                            + " others cannot show or import them; set it to a folder that all nodes share");
            return;
        }
        Optional<String> fault = new SharedFolder(folder.get()).fault(sql);
        fault.ifPresent(what -> wrong.add("  " + what));
        out.println("  shared folder " + folder.get() + (fault.isEmpty() ? ": in order" : ": see below"));
    }

    private static String recorder(Sql sql) {
        return Term.latest(sql)
                .map(term -> "%s since %s, epoch %d%s"
                        .formatted(
                                term.node(),
                                term.since(),
                                term.epoch(),
                                Term.isHeld(sql) ? "" : "; it has ended, and nobody records now"))
                .orElse("nobody has recorded yet");
    }
}
