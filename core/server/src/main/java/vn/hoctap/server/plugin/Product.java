package vn.hoctap.server.plugin;

import org.pf4j.DefaultVersionManager;
import org.pf4j.VersionManager;

/**
 * This product, as plugins depend on it.
 *
 * @param version without {@code -SNAPSHOT}: what is on its way to 0.1.0 is to be tried with plugins for 0.1.0
 */
record Product(String version) {
    private static final VersionManager VERSIONS = new DefaultVersionManager();

    static Product of(String version) {
        return new Product(version.replaceFirst("-SNAPSHOT$", ""));
    }

    static boolean allows(String constraint, String version) {
        try {
            return VERSIONS.checkVersionConstraint(version, constraint);
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    /** Whether one version comes before the other; of versions that cannot be read, none does. */
    static boolean isBefore(String one, String other) {
        try {
            return VERSIONS.compareVersions(one, other) < 0;
        } catch (RuntimeException unreadable) {
            return false;
        }
    }
}
