package vn.hoctap.plugins.dongho;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.hoctap.testkit.Examples;
import vn.hoctap.testkit.PluginCriteria;

/** Clans, by their families and people, told as data. */
class ClanExamplesTest {
    @TestFactory
    Stream<DynamicTest> examples() {
        return Examples.of(PluginCriteria.of(Path.of(".")), Path.of(".")).tests();
    }
}
