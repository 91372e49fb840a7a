package vn.hoctap.server.privacy;

import java.util.List;

/** What would be removed now, by rule. */
public record RetentionView(List<Rule> rules) {
    public record Rule(String name, String period, String before, String rows) {}
}
