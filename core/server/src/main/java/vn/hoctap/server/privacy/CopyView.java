package vn.hoctap.server.privacy;

import java.util.List;

/** All that is kept about somebody, as tables. */
public record CopyView(List<Part> parts) {
    public record Part(String name, List<String> heads, List<List<String>> rows) {}
}
