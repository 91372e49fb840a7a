package vn.hoctap.server.plugin.making;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import jdk.security.jarsigner.JarSignerException;

/** A publisher's private key and certificate, out of a PKCS12 keystore. */
public final class SigningKey {
    private final String alias;
    private final KeyStore.PrivateKeyEntry entry;

    private SigningKey(String alias, KeyStore.PrivateKeyEntry entry) {
        this.alias = alias;
        this.entry = entry;
    }

    /**
     * @param alias empty: the only key of the store
     * @param now for whom the certificate must be valid
     * @throws UnusableKey naming what is wrong, in one sentence
     */
    public static SigningKey open(Path keystore, char[] password, Optional<String> alias, Instant now) {
        try (InputStream in = Files.newInputStream(keystore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            String chosen = choose(keystore, store, alias);
            KeyStore.PrivateKeyEntry entry =
                    (KeyStore.PrivateKeyEntry) store.getEntry(chosen, new KeyStore.PasswordProtection(password));
            SigningKey key = new SigningKey(chosen, entry);
            key.certificate().checkValidity(Date.from(now));
            return key;
        } catch (CertificateExpiredException expired) {
            throw new UnusableKey("The certificate in " + keystore + " has expired (" + expired.getMessage()
                    + "); make a new one and have an administrator trust it.");
        } catch (CertificateNotYetValidException early) {
            throw new UnusableKey("The certificate in " + keystore + " is not valid yet (" + early.getMessage() + ").");
        } catch (IOException unreadable) {
            throw new UnusableKey(
                    unreadable.getCause() instanceof UnrecoverableKeyException
                            ? "The password does not open " + keystore + "; correct it."
                            : "The file " + keystore + " is no readable PKCS12 keystore; make one with keytool.");
        } catch (GeneralSecurityException unusable) {
            throw new UnusableKey("The key in " + keystore + " cannot be used: " + unusable.getMessage() + ".");
        }
    }

    private static String choose(Path keystore, KeyStore store, Optional<String> alias)
            throws GeneralSecurityException {
        List<String> keys = new ArrayList<>();
        for (String one : Collections.list(store.aliases())) {
            if (store.entryInstanceOf(one, KeyStore.PrivateKeyEntry.class)) {
                keys.add(one);
            }
        }
        Collections.sort(keys);
        String found = keys.isEmpty() ? "none" : String.join(", ", keys);
        if (alias.isPresent() && !keys.contains(alias.get().toLowerCase(Locale.ROOT))) {
            throw new UnusableKey(
                    "There is no private key “" + alias.get() + "” in " + keystore + "; found: " + found + ".");
        }
        if (alias.isEmpty() && keys.size() != 1) {
            throw new UnusableKey("There are " + keys.size() + " private keys in " + keystore
                    + "; name one with --alias. Found: " + found + ".");
        }
        return alias.orElseGet(keys::getFirst);
    }

    public X509Certificate certificate() {
        return (X509Certificate) entry.getCertificate();
    }

    /**
     * Signs the whole jar; the target is there complete, or as it was.
     *
     * @param target may be the jar itself
     * @throws UnusableKey when the jar cannot be signed
     */
    public void sign(Path jar, Path target) throws IOException {
        Path folder = Optional.ofNullable(target.toAbsolutePath().getParent()).orElseThrow();
        Path signed = Files.createTempFile(folder, "signed-", ".tmp");
        try {
            try (ZipFile zip = new ZipFile(jar.toFile());
                    OutputStream out = Files.newOutputStream(signed)) {
                new JarSigner.Builder(entry).signerName(signerName()).build().sign(zip, out);
            } catch (JarSignerException refused) {
                throw new UnusableKey("The jar " + jar + " cannot be signed: " + refused.getMessage() + ".");
            }
            Files.move(signed, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(signed);
        }
    }

    /** The name of the signature's file in the jar, which takes eight characters of few kinds. */
    private String signerName() {
        String plain = alias.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_-]", "_");
        return plain.isEmpty() ? "SIGNER" : plain.substring(0, Math.min(8, plain.length()));
    }

    /** One plain sentence that names the file and what to do. */
    public static final class UnusableKey extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnusableKey(String message) {
            super(message, null, false, false);
        }
    }
}
