package vn.hoctap.plugins.giadinh;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.hoctap.testkit.Examples;
import vn.hoctap.testkit.PluginCriteria;

/** Families of all sorts, told as data. */
class FamilyExamplesTest {
    @TestFactory
    Stream<DynamicTest> examples() {
        return Examples.of(PluginCriteria.of(Path.of(".")), Path.of(".")).tests();
    }
}
