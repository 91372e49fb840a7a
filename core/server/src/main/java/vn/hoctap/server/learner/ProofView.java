package vn.hoctap.server.learner;

/**
 * One photo or document as a page shows it.
 *
 * @param id what a form sends back to keep it
 * @param detail its kind and size
 * @param shown as an image; others by name
 * @param foreign an address on another server
 */
public record ProofView(String id, String name, String url, String detail, boolean shown, boolean foreign) {}
