package vn.hoctap.plugins.congdongthon;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.hoctap.testkit.Examples;
import vn.hoctap.testkit.PluginCriteria;

/** Villages, by their families, clans and people, told as data. */
class VillageExamplesTest {
    @TestFactory
    Stream<DynamicTest> examples() {
        return Examples.of(PluginCriteria.of(Path.of(".")), Path.of(".")).tests();
    }
}
