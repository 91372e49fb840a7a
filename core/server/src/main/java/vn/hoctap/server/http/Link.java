package vn.hoctap.server.http;

/** A way to another page. */
public record Link(String href, String label, boolean current) {
    public Link(String href, String label) {
        this(href, label, false);
    }
}
