package vn.hoctap.server.plugin.trust;

/** What a jar's signature is worth. */
public sealed interface Signature {

    /** The distribution has packed it. */
    record Shipped() implements Signature {}

    /** A trusted publisher signed every file of it. */
    record Trusted(Publisher publisher) implements Signature {}

    /** It is not what was signed, whoever signed it. */
    record Changed(String message, String remedy) implements Signature {}

    /** @param message why its code may not run, as one sentence */
    record Refused(String message, String remedy) implements Signature {}
}
