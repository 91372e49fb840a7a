package vn.hoctap.server.subject;

import io.vertx.core.buffer.Buffer;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.secrecy.BlindIndex;
import vn.hoctap.server.secrecy.DataKeys.Made;
import vn.hoctap.server.secrecy.Secrets;

/**
 * A new subject with its number, and how it will be stored.
 *
 * @param made its own key; null: it is no person, and stored plain
 */
record NewProfile(long key, NewSubject subject, @Nullable Made made) {

    static NewProfile of(long key, NewSubject subject, Secrets secrets) {
        return new NewProfile(key, subject, Profile.isPersonal(subject.kind()) ? Made.of(secrets, key) : null);
    }

    private Profile profile() {
        return new Profile(
                subject.name(), subject.content().birthDate(), subject.content().nationalId());
    }

    String plainName() {
        return made == null ? subject.name() : "";
    }

    @Nullable
    LocalDate plainBirthDate() {
        return made == null ? subject.content().birthDate() : null;
    }

    @Nullable
    Buffer sealed() {
        return made == null ? null : profile().sealed(made.key());
    }

    @Nullable
    String words(BlindIndex index) {
        return made == null ? null : profile().words(index);
    }

    @Nullable
    Buffer nationalId(BlindIndex index) {
        return made == null ? null : profile().nationalIdHash(index);
    }
}
