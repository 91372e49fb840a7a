package vn.hoctap.plugins.bhxhbinhthuan;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.hoctap.testkit.Examples;
import vn.hoctap.testkit.PluginCriteria;

/** A year at the agency, told as data. */
class AgencyExamplesTest {
    @TestFactory
    Stream<DynamicTest> examples() {
        return Examples.of(
                        PluginCriteria.of(Path.of("../cong-dan"), Path.of("../vien-chuc"), Path.of(".")), Path.of("."))
                .tests();
    }
}
