package vn.hoctap.server.evidence;

import vn.hoctap.server.http.Uploads;

/**
 * How much proof anybody may send.
 *
 * @param fileMegabytes of one file
 * @param files of one activity
 * @param personMegabytes of all files of one person
 */
public record EvidenceLimits(int fileMegabytes, int files, int personMegabytes) {
    public static final EvidenceLimits DEFAULT = new EvidenceLimits(10, 5, 500);
    private static final long MEGABYTE = 1024L * 1024;

    long fileBytes() {
        return fileMegabytes * MEGABYTE;
    }

    long personBytes() {
        return personMegabytes * MEGABYTE;
    }

    public Uploads.Limits uploads() {
        return new Uploads.Limits(fileBytes(), files);
    }
}
