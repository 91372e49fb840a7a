package vn.hoctap.server.plugin.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The publishers whom administrators trust, asked anew for each jar. Safe for use from any thread. */
public final class Publishers {
    private static final Set<String> FOR_CODE = Set.of("1.3.6.1.5.5.7.3.3", "2.5.29.37.0");
    private static final String SIGN =
            "Sign it (hoctap plugin sign) with the key of a publisher whom an administrator trusts,"
                    + " or say it with data alone.";

    private final Supplier<List<Publisher>> trusted;
    private final InstantSource clock;

    public Publishers(Supplier<List<Publisher>> trusted, InstantSource clock) {
        this.trusted = trusted;
        this.clock = clock;
    }

    /** Nobody but the distribution brings code. */
    public static Publishers nobody() {
        return new Publishers(List::of, InstantSource.system());
    }

    public List<Publisher> trusted() {
        return trusted.get();
    }

    /** A jar that is new here: its publisher's certificate must be valid today. */
    public Signature of(Path jar) throws IOException {
        return of(jar, own -> clock.instant());
    }

    /** One that was taken in before: a certificate that has ended since stops no plugin, and one that nobody trusts does. */
    public Signature known(Path jar) throws IOException {
        return of(jar, own -> ownMoment(own, clock.instant()));
    }

    private Signature of(Path jar, Function<X509Certificate, Instant> moment) throws IOException {
        SignedJar.Result result = SignedJar.read(jar);
        if (result.changed() != null) {
            return new Signature.Changed(
                    "The jar was changed after it was signed (" + result.changed() + ").",
                    "Don't install it; get it again from its publisher.");
        }
        if (result.signers().isEmpty()) {
            return new Signature.Refused("The jar brings code, and code plugins must be signed.", SIGN);
        }
        List<Publisher> known = trusted.get();
        Signature last = null;
        for (CodeSigner signer : result.signers()) {
            CertPath path = signer.getSignerCertPath();
            last = of(path, known, moment.apply(own(path)));
            if (last instanceof Signature.Trusted) {
                return last;
            }
        }
        return last == null ? new Signature.Refused("The jar is not signed.", SIGN) : last;
    }

    private static Signature of(CertPath path, List<Publisher> known, Instant at) {
        X509Certificate own = own(path);
        Publisher signer = new Publisher(own);
        boolean pinned = known.contains(signer);
        if (!pinned && !issued(path, known, ownMoment(own, at))) {
            return new Signature.Refused(
                    "The jar is signed by " + signer.name() + ", whom no administrator trusts (fingerprint "
                            + signer.fingerprint() + ").",
                    "If you know this publisher and have compared the fingerprint, let an administrator add the certificate"
                            + " to the trusted publishers.");
        }
        if (at.isBefore(own.getNotBefore().toInstant())
                || at.isAfter(own.getNotAfter().toInstant())) {
            return new Signature.Refused(
                    "The certificate of " + signer.name() + " is valid from " + day(own.getNotBefore()) + " to "
                            + day(own.getNotAfter()) + " only.",
                    "Have the jar signed with a certificate that is valid now.");
        }
        return pinned || issued(path, known, at)
                ? new Signature.Trusted(signer)
                : new Signature.Refused(
                        "A certificate between " + signer.name() + " and its trusted issuer is not valid now.",
                        "Have the jar signed with certificates that are valid now.");
    }

    private static X509Certificate own(CertPath path) {
        return (X509Certificate) path.getCertificates().getFirst();
    }

    /** A moment at which its own certificate is valid, so that an ended one is told from an unknown one. */
    private static Instant ownMoment(X509Certificate own, Instant at) {
        Instant begin = own.getNotBefore().toInstant();
        Instant end = own.getNotAfter().toInstant();
        return at.isBefore(begin) ? begin : at.isAfter(end) ? end : at;
    }

    /** Whether one of them has issued it, and for signing code. */
    private static boolean issued(CertPath path, List<Publisher> known, Instant at) {
        Set<TrustAnchor> anchors = known.stream()
                .map(publisher -> new TrustAnchor(publisher.certificate(), null))
                .collect(Collectors.toSet());
        if (anchors.isEmpty()) {
            return false;
        }
        try {
            List<String> uses = own(path).getExtendedKeyUsage();
            if (uses == null || uses.stream().noneMatch(FOR_CODE::contains)) {
                return false;
            }
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return true;
        } catch (GeneralSecurityException untrusted) {
            return false;
        }
    }

    private static String day(Date date) {
        return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
