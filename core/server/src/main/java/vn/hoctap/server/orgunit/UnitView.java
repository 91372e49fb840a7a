package vn.hoctap.server.orgunit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One unit, with the form that changes it; or the form for a new one.
 *
 * @param heading what it is
 * @param past under what it hung, hangs and will hang
 * @param form empty fields of a new unit among them
 * @param faults what is wrong, by field
 */
public record UnitView(
        String kicker,
        String heading,
        String back,
        String action,
        boolean fresh,
        boolean saved,
        boolean may,
        List<Fact> facts,
        List<Past> past,
        Form form,
        List<Option> kinds,
        Map<String, String> faults,
        @Nullable String reorganise) {

    public record Fact(String label, String text, List<UnitsView.Link> links) {}

    public record Past(
            String since, String parent, @Nullable String href) {}

    public record Option(String value, String label, boolean chosen) {}

    public record Form(
            String id,
            String name,
            String parent,
            String parentFrom,
            String from,
            String to,
            String successors,
            String attributes) {}
}
