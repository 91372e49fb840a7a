package vn.hoctap.server.privacy;

import java.time.InstantSource;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.audit.Audit;
import vn.hoctap.server.audit.Deed;
import vn.hoctap.server.database.Database;
import vn.hoctap.server.identity.Caller;

/** What people have agreed to; whoever has said nothing has not. Safe for use from any thread. */
public final class Consents {
    static final String PUBLIC_NAME = "public-name";

    private final Database database;
    private final InstantSource clock;

    public Consents(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether public pages may show the name of this subject. */
    public boolean showsName(long subject) {
        return database.first("select 1 from consent where subject = $1 and purpose = $2", subject, PUBLIC_NAME)
                .isPresent();
    }

    void showName(long subject, boolean given, Caller caller) {
        database.inTransaction(sql -> {
            int changed = given
                    ? sql.update("""
                            insert into consent (subject, purpose, given_at, given_by)
                            select key, $2, $3, $4 from subject where key = $1 and erased_at is null
                            on conflict do nothing""", subject, PUBLIC_NAME, DataRequests.utc(clock.instant()), caller.name())
                    : sql.update("delete from consent where subject = $1 and purpose = $2", subject, PUBLIC_NAME);
            if (changed > 0) {
                Audit.write(
                        sql,
                        Act.of(caller.name(), Deed.CONSENT_CHANGED)
                                .to(subject)
                                .on(PUBLIC_NAME)
                                .noting("given=" + given));
            }
            return changed;
        });
    }
}
