package vn.hoctap.server.subject;

import java.util.Collection;

/** What has to follow once a change of subjects is committed. The methods return when it is done. */
public interface Consequences {

    /** Judges these subjects anew: something that criteria ask about has changed. */
    void judge(Collection<String> subjects, String by);

    /** Claims what was received under the subject's identities before it was known. */
    void identify(String subject, String by);
}
