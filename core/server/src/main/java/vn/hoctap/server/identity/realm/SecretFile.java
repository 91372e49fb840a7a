package vn.hoctap.server.identity.realm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A file that holds one secret and that nobody but its owner reads. */
public record SecretFile(Path path) {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    /** Without blanks around it; empty when there is no such file. */
    public Optional<String> read() throws IOException {
        return Files.exists(path)
                ? Optional.of(Files.readString(path, StandardCharsets.UTF_8).strip())
                        .filter(secret -> !secret.isEmpty())
                : Optional.empty();
    }

    void write(String secret) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes =
                posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)} : new FileAttribute<?>[0];
        Files.deleteIfExists(path);
        Files.writeString(Files.createFile(path, attributes), secret + "\n", StandardCharsets.UTF_8);
    }
}
