package vn.hoctap.server;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.hoctap.server.audit.AuditPages;
import vn.hoctap.server.orgunit.OrgUnit;
import vn.hoctap.server.subject.Subject;

/** Who is meant in the audit trail. */
record AuditNames(Core core) implements AuditPages.Names {
    @Override
    public Optional<String> account(String pseudonym) {
        return core.accounts().name(pseudonym);
    }

    @Override
    public Optional<String> unit(String id) {
        return core.units().tree().find(id).map(OrgUnit::name);
    }

    @Override
    public Map<String, String> people(Collection<String> ids) {
        return core.subjects().findAll(ids).stream().collect(Collectors.toMap(Subject::id, Subject::name));
    }
}
