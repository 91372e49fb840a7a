package vn.hoctap.plugins.donvi;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.hoctap.testkit.Examples;
import vn.hoctap.testkit.PluginCriteria;

/** Units of both levels, before 2024 and after, told as data. */
class UnitExamplesTest {
    @TestFactory
    Stream<DynamicTest> examples() {
        return Examples.of(PluginCriteria.of(Path.of(".")), Path.of(".")).tests();
    }
}
