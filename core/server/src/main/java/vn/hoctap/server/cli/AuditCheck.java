package vn.hoctap.server.cli;

import java.io.PrintWriter;
import java.util.List;
import vn.hoctap.server.audit.Anchor;
import vn.hoctap.server.audit.TrailCheck;
import vn.hoctap.server.database.Sql;

/**
 * What {@code doctor} says of the audit trail.
 *
 * @param out for what there is
 * @param wrong for what is to be looked into
 */
record AuditCheck(PrintWriter out, List<String> wrong) {

    void run(Sql sql, Anchor anchor) {
        TrailCheck.Verdict verdict = new TrailCheck(sql, anchor.read()).verdict();
        out.println(
                "Audit trail: %,d acts in an unbroken chain, %,d not in it yet, %,d reasons erased; it ends with %d:%s"
                        .formatted(
                                verdict.links(), verdict.waiting(), verdict.erased(), verdict.links(), verdict.tip()));
        verdict.fault()
                .ifPresent(fault ->
                        wrong.add("  audit trail: " + fault + "; compare audit_trail from there on with a backup,"
                                + " and the last hash with the one in earlier logs; where a backup was restored on purpose,"
                                + " remove " + anchor.file()));
    }
}
