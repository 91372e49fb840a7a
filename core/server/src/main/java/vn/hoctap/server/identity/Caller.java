package vn.hoctap.server.identity;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.hoctap.server.http.Problem;

/**
 * Who calls, as a verified token says.
 *
 * @param name the pseudonym of his account, recorded with what he does; how he signs in as long as he has no account
 * @param account empty: he is no one who signs in, but a program or a job
 * @param subject the person he is, when he is one of the people in the register
 */
public record Caller(String name, Optional<AccountId> account, Optional<String> subject, List<Grant> grants) {
    static final String KEY = "hoctap.caller";

    public Caller {
        grants = List.copyOf(grants);
    }

    public Caller(String name, Optional<String> subject, List<Grant> grants) {
        this(name, Optional.empty(), subject, grants);
    }

    Caller called(String pseudonym) {
        return new Caller(pseudonym, account, subject, grants);
    }

    /**
     * The same, who has his roles for what took the place of units that are no more.
     *
     * @param heirs what has become of a unit: itself, or those that took its place
     */
    public Caller following(Function<String, List<String>> heirs) {
        List<Grant> followed = grants.stream()
                .flatMap(grant -> grant.unit() == null
                        ? Stream.of(grant)
                        : heirs.apply(grant.unit()).stream().map(heir -> new Grant(grant.role(), heir)))
                .distinct()
                .toList();
        return followed.equals(grants) ? this : new Caller(name, account, subject, followed);
    }

    /** @throws Problem 401 when nobody has signed in */
    public static Caller of(RoutingContext context) {
        return find(context).orElseThrow(() -> Problem.unauthorized("Send a bearer token."));
    }

    public static Optional<Caller> find(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    public boolean has(Role role) {
        // Asked for every activity, so without streams.
        for (Grant grant : grants) {
            if (grant.role() == role) {
                return true;
            }
        }
        return false;
    }

    public boolean is(String subjectId) {
        return has(Role.LEARNER) && subject.filter(subjectId::equals).isPresent();
    }
}
