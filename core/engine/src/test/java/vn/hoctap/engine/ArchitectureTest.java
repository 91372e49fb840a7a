package vn.hoctap.engine;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import org.jspecify.annotations.NullMarked;

/** The engine decides and touches nothing: the same facts and the same set give the same decision, anywhere, at any time. */
@AnalyzeClasses(packages = "vn.hoctap.engine", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_engine_reaches_no_file_network_database_or_thread = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("java.nio.file..")
                    .or(resideInAPackage("java.nio.channels.."))
                    .or(resideInAPackage("java.net..")
                            .and(nameMatching("java\\.net\\.URI(SyntaxException)?")
                                    .negate()))
                    .or(nameMatching("java\\.io\\.(File|RandomAccessFile).*"))
                    .or(resideInAPackage("java.sql.."))
                    .or(resideInAPackage("java.util.concurrent").and(nameMatching(".*Execut.*")))
                    .or(name("java.lang.Thread"))
                    .or(name("java.lang.ProcessBuilder"))
                    .or(resideInAPackage("io.vertx.."))
                    .or(resideInAPackage("vn.hoctap.server..")));

    @ArchTest
    static final ArchRule the_engine_knows_no_now = noClasses()
            .should()
            .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
            .orShould()
            .callMethodWhere(target(nameMatching("currentTimeMillis|nanoTime")))
            .orShould()
            .dependOnClassesThat(name("java.time.Clock"));

    @ArchTest
    static final ArchRule the_engine_throws_no_dice_and_reads_no_surroundings = noClasses()
            .should()
            .dependOnClassesThat(
                    nameMatching(
                            "java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)|java\\.security\\.SecureRandom"))
            .orShould()
            .callMethodWhere(target(nameMatching("randomUUID|getenv")))
            .orShould()
            .callMethodWhere(target(name("getProperty")).and(target(owner(name("java.lang.System")))));

    @ArchTest
    static final ArchRule expressions_know_no_criteria = noClasses()
            .that()
            .resideInAPackage("..engine.expression..")
            .should()
            .dependOnClassesThat(resideInAPackage("vn.hoctap.engine..")
                    .and(resideInAPackage("..engine.expression..").negate()));

    @ArchTest
    static final ArchRule nothing_but_examples_leans_on_decisions = noClasses()
            .that()
            .resideOutsideOfPackages("..engine.decision..", "..engine.example..")
            .should()
            .dependOnClassesThat(resideInAPackage("..engine.decision.."));

    @ArchTest
    static final ArchRule nothing_leans_on_examples = noClasses()
            .that()
            .resideOutsideOfPackage("..engine.example..")
            .should()
            .dependOnClassesThat(resideInAPackage("..engine.example.."));

    @ArchTest
    static final ArchRule every_package_says_what_it_is_and_that_null_is_marked =
            classes().should(liveInNullMarkedPackage());

    @ArchTest
    static final ArchRule names_say_something =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl|DTO|Dto|Service)");

    private static ArchCondition<JavaClass> liveInNullMarkedPackage() {
        return new ArchCondition<>("live in a package with a @NullMarked package-info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(violated(type, type.getPackageName() + " has no @NullMarked package-info"));
                }
            }
        };
    }
}
