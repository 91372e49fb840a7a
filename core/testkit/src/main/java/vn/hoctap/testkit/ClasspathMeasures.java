package vn.hoctap.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.hoctap.api.Measure;
import vn.hoctap.engine.measure.Measures;

/** The measures of the plugins on the classpath of a test, found by the index in which the host finds them too. */
final class ClasspathMeasures {
    private static final String INDEX = "META-INF/extensions.idx";

    private static final Measures ALL = find();

    private ClasspathMeasures() {}

    static Measures all() {
        return ALL;
    }

    private static Measures find() {
        Measures measures = Measures.builtIn();
        for (String name : names()) {
            if (extension(name) instanceof Measure<?> measure) {
                measures = measures.with(measure);
            }
        }
        return measures;
    }

    private static Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        try {
            ClassLoader loader = ClasspathMeasures.class.getClassLoader();
            for (URL index : Collections.list(loader.getResources(INDEX))) {
                names.addAll(lines(index));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return names;
    }

    private static List<String> lines(URL index) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(index.openStream(), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    private static Object extension(String name) {
        try {
            return Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException wrong) {
            throw new LinkageError("The extension " + name + " cannot be made: " + wrong, wrong);
        }
    }
}
