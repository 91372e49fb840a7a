package vn.hoctap.plugins.congchuc;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.hoctap.testkit.Examples;
import vn.hoctap.testkit.PluginCriteria;

/** A civil servant's year, told as data. */
class CivilServantExamplesTest {
    @TestFactory
    Stream<DynamicTest> examples() {
        return Examples.of(PluginCriteria.of(Path.of("../cong-dan"), Path.of(".")), Path.of("."))
                .tests();
    }
}
