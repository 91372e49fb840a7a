package vn.hoctap.server.cli;

import picocli.CommandLine.IVersionProvider;
import vn.hoctap.server.Version;

/** What {@code --version} says. */
final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"hoctap " + Version.current()};
    }
}
