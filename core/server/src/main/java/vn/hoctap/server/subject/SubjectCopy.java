package vn.hoctap.server.subject;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A subject with everything that was ever said of it, for the person himself. */
public final class SubjectCopy {
    private SubjectCopy() {}

    /** As the API shows it, and the national ID, which is shown nowhere else. */
    public static Map<String, @Nullable Object> of(Subject subject, LocalDate day) {
        Map<String, @Nullable Object> copy = SubjectJson.whole(subject, day);
        copy.put("nationalId", subject.nationalId());
        return copy;
    }
}
