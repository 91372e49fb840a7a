package vn.hoctap.server.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Unpacks a spreadsheet once, keeping nothing, to know before it is read that it is no more than it seems. */
final class ZipGuard {
    private static final long MAX_UNPACKED = 512L * 1024 * 1024;
    /** Texts that cells share are kept in memory while a sheet is read. */
    private static final long MAX_SHARED = 48L * 1024 * 1024;

    /** Spreadsheets shrink to a tenth, rarely to a fiftieth; what shrinks more was made to. */
    private static final long MAX_RATIO = 150;

    private static final long HARMLESS = 10L * 1024 * 1024;
    private static final int MAX_ENTRIES = 1_000;
    private static final String SHARED = "xl/sharedStrings.xml";
    private static final int HEAD = 512;

    private ZipGuard() {}

    /** @throws Unreadable when it is no spreadsheet, or unpacks to more than it may */
    static void check(byte[] file) throws IOException {
        long packed = file.length;
        try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
                throw Unreadable.because("xlsx");
            }
            long unpacked = 0;
            for (ZipArchiveEntry entry : entries) {
                long size = unpack(zip, entry, unpacked, packed);
                unpacked += size;
                if (entry.getName().equals(SHARED) && size > MAX_SHARED) {
                    throw Unreadable.because("bomb");
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw Unreadable.because("xlsx");
        }
    }

    /** What is declared is not believed. */
    private static long unpack(ZipFile zip, ZipArchiveEntry entry, long before, long packed) throws IOException {
        try (InputStream content = zip.getInputStream(entry)) {
            return unpack(content, before, packed);
        }
    }

    private static long unpack(InputStream entry, long before, long packed) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long size = 0;
        for (int read = entry.read(buffer); read >= 0; read = entry.read(buffer)) {
            if (size == 0 && declaresEntities(buffer, read)) {
                throw Unreadable.because("bomb");
            }
            size += read;
            long all = before + size;
            if (all > MAX_UNPACKED || (all > HARMLESS && all / Math.max(1, packed) > MAX_RATIO)) {
                throw Unreadable.because("bomb");
            }
        }
        return size;
    }

    private static boolean declaresEntities(byte[] beginning, int length) {
        return new String(beginning, 0, Math.min(HEAD, length), StandardCharsets.ISO_8859_1).contains("<!DOCTYPE");
    }
}
