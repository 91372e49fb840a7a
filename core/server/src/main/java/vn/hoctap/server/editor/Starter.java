package vn.hoctap.server.editor;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.criteria.CriteriaSet;
import vn.hoctap.engine.criteria.CriteriaSource;
import vn.hoctap.engine.criteria.Way.Assessor;
import vn.hoctap.engine.example.Example;
import vn.hoctap.engine.example.ExampleReader;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.server.http.Words;

/** Examples to begin with: what the set decides today of somebody who has all, and of somebody who has nothing. */
record Starter(CriteriaSet set, int year, Words words) {

    String text(Measures measures) {
        return written(earned(measures, 0), earned(measures, 1));
    }

    private boolean earned(Measures measures, int number) {
        List<Example> examples = new ExampleReader(List.of(set))
                .read(List.of(new CriteriaSource("examples/a.yaml", written(true, true))))
                .examples();
        return number < examples.size()
                && examples.get(number).under(set, measures).met();
    }

    private String written(boolean all, boolean nothing) {
        SetDocument document = SetDocument.read(
                        """
                # %s
                set: x
                year: %d
                facts:
                  - {id: lop-1, type: course, course: LOP-01, date: %d-03-15, hours: 20}
                cases:
                  - name: x
                    expect: {title: %s}
                  - name: x
                    without: [lop-1]
                    appraised: {}
                    expect: {title: %s}
                """.formatted(words.get("editor.example.remark"), year, year, all, nothing))
                .orElseThrow();
        document.put("/set", set.id());
        document.put("/cases/0/name", words.get("editor.example.all"));
        document.put("/cases/1/name", words.get("editor.example.nothing"));
        set.audience()
                .flatMap(audience -> Audience.group(audience.source()))
                .ifPresent(group -> document.put("/subject/group", group));
        Map<String, Rational> appraised = appraised();
        appraised.forEach((indicator, points) -> {
            document.putPlain("/appraised/" + indicator, points.toString());
            document.putPlain("/cases/1/appraised/" + indicator, "0");
        });
        if (appraised.isEmpty()) {
            document.remove("/cases/1/appraised");
        }
        return document.write();
    }

    /** All that an appraiser can give. */
    private Map<String, Rational> appraised() {
        Map<String, Rational> points = new TreeMap<>();
        set.indicators().stream()
                .filter(indicator -> indicator.from().stream()
                        .anyMatch(way ->
                                way.by().filter(Assessor.APPRAISER::equals).isPresent()))
                .forEach(indicator -> indicator.max().ifPresent(max -> points.put(indicator.id(), max)));
        return points;
    }
}
