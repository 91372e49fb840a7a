package vn.hoctap.server.ledger;

/**
 * How much may be held at once: few large commands fill memory as well as many small ones.
 *
 * @param bytes as {@link Command#size} reckons them
 */
record Bound(int commands, long bytes) {
    private static final long MEGABYTE = 1024 * 1024;
    /** The largest request must find room in the smallest memory. */
    private static final long LEAST = 32 * MEGABYTE;

    private static final long MOST = 128 * MEGABYTE;
    private static final long SHARE_OF_HEAP = 8;

    /** Of what waits, wherever it waits. */
    static final Bound OF_WAITING =
            new Bound(20_000, Math.clamp(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, LEAST, MOST));

    /** Of one batch; a single submission may be larger. */
    static final Bound OF_BATCH = new Bound(1_000, 8 * MEGABYTE);

    boolean holds(int number, long size) {
        return number <= commands && size <= bytes;
    }
}
