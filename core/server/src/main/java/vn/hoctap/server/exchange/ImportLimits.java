package vn.hoctap.server.exchange;

/**
 * How much one file may hold.
 *
 * @param bytes of the file as it is sent
 * @param rows below the header
 */
public record ImportLimits(long bytes, int rows) {
    public static final ImportLimits DEFAULT = new ImportLimits(50L * 1024 * 1024, 200_000);

    static final int COLUMNS = 100;
    /** Characters of one cell. */
    static final int CELL = 5_000;
    /** Of one subject: what a program would send one by one is no import. */
    static final int ROWS_OF_ONE = 5_000;
}
