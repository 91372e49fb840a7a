package vn.hoctap.server.secrecy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Where the master key is kept, which is never the database. */
public sealed interface KeyPlace {
    String SETTING = "privacy.keyFile";

    /** In the data folder of the embedded database, made when there is nothing yet that another one sealed. */
    record Folder(Path data) implements KeyPlace {
        Path file() {
            return data.resolve("keys").resolve("master.key");
        }

        @Override
        public Optional<MasterKey> find() {
            return Files.exists(file()) ? Optional.of(read(file(), file().toString())) : Optional.empty();
        }

        @Override
        public MasterKey findOrMake() {
            return find().orElseGet(this::make);
        }

        private MasterKey make() {
            MasterKey made = MasterKey.random();
            try {
                Path folder = data.resolve("keys");
                Files.createDirectories(folder, only("rwx------"));
                // Whole or not at all, and on the disk before anything is sealed with it.
                Path written = Files.createTempFile(folder, "master-", ".new", only("rw-------"));
                Files.writeString(written, made.text() + "\n", StandardOpenOption.SYNC);
                Files.move(written, file());
                force(folder);
                return read(file(), file().toString());
            } catch (IOException failure) {
                throw new MasterKeyUnusable("The master key cannot be written to " + file() + ".", failure);
            }
        }

        private void force(Path folder) throws IOException {
            if (isPosix()) {
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }

        private boolean isPosix() {
            return data.getFileSystem().supportedFileAttributeViews().contains("posix");
        }

        private FileAttribute<?>[] only(String permissions) {
            return isPosix()
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                    }
                    : new FileAttribute<?>[0];
        }

        @Override
        public String remedy() {
            return "put back the file " + file() + " that was there when the data were written, or name it with "
                    + SETTING;
        }
    }

    /** In a file of the operator's. */
    record File(Path file) implements KeyPlace {
        @Override
        public Optional<MasterKey> find() {
            return Optional.of(read(file, "the setting " + SETTING + " (" + file + ")"));
        }

        @Override
        public MasterKey findOrMake() {
            return read(file, "the setting " + SETTING + " (" + file + ")");
        }

        @Override
        public String remedy() {
            return "name the file with the key that sealed them with the setting " + SETTING;
        }
    }

    /** With whoever starts the program: its environment, or a test. */
    record Given(MasterKey key) implements KeyPlace {
        @Override
        public Optional<MasterKey> find() {
            return Optional.of(key);
        }

        @Override
        public MasterKey findOrMake() {
            return key;
        }

        @Override
        public String remedy() {
            return "give the key that sealed them";
        }
    }

    /** Nowhere, though an external database needs one. */
    record Nowhere() implements KeyPlace {
        @Override
        public Optional<MasterKey> find() {
            return Optional.empty();
        }

        @Override
        public MasterKey findOrMake() {
            throw new MasterKeyUnusable(
                    "The setting " + SETTING + " is missing: names and other personal data in an external"
                            + " database are sealed with a key that must not stand in it. Make one with"
                            + " 'openssl rand -base64 32 > FILE', readable by Hoctap alone and copied to a safe place, and set "
                            + SETTING + " to FILE.");
        }

        @Override
        public String remedy() {
            return "name the file with the key that sealed them with the setting " + SETTING;
        }
    }

    /** Empty when there is none. */
    Optional<MasterKey> find();

    /** @throws MasterKeyUnusable when there is none and none may be made */
    MasterKey findOrMake();

    /** What to do when data were sealed with another key. */
    String remedy();

    private static MasterKey read(Path file, String called) {
        try {
            return MasterKey.parse(Files.readString(file))
                    .orElseThrow(
                            () -> new MasterKeyUnusable(
                                    "There is no key in " + called
                                            + ": it must hold 32 bytes in Base64 on one line, as 'openssl rand -base64 32' makes them."));
        } catch (IOException failure) {
            throw new MasterKeyUnusable(
                    "The master key of " + called + " cannot be read; it must be a readable file.", failure);
        }
    }
}
