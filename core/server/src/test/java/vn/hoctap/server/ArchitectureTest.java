package vn.hoctap.server;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import vn.hoctap.server.identity.Caller;
import vn.hoctap.server.identity.Role;

/** One package is one concept of the glossary or one technical home, and concepts form no cycle. */
@AnalyzeClasses(
        packages = "vn.hoctap.server",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.WithoutTemplates.class})
class ArchitectureTest {

    private static final String[] CONCEPTS = packages(
            "account",
            "subject",
            "live",
            "learner",
            "orgunit",
            "course",
            "collective",
            "simulation",
            "skill",
            "enrolment",
            "ledger",
            "assessment",
            "member",
            "title",
            "editor",
            "evidence",
            "recognition",
            "credential",
            "programme",
            "report",
            "exchange",
            "xapi",
            "plugin",
            "privacy");

    /** What concepts stand on. These know no concept, so that no cycle can go through them. */
    private static final String[] GROUND = packages("database", "cluster", "follow", "job", "audit", "secrecy", "i18n");

    /** What meets people and machines outside. */
    private static final String[] GATES = packages("http", "identity");

    /** What puts everything together; nobody may lean on it. */
    private static final String[] TOP = packages("cli", "demo");

    @ArchTest
    static final ArchRule every_class_lives_in_a_concept_or_a_home = classes()
            .should()
            .resideInAnyPackage(Stream.of(CONCEPTS, GROUND, GATES, TOP, new String[] {"vn.hoctap.server"})
                    .flatMap(Stream::of)
                    .toArray(String[]::new));

    @ArchTest
    static final ArchRule concepts_form_no_cycle = slices().matching("vn.hoctap.server.(*)..")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(resideOutsideOfPackages(CONCEPTS), alwaysTrue())
            .ignoreDependency(alwaysTrue(), resideOutsideOfPackages(CONCEPTS));

    @ArchTest
    static final ArchRule the_ground_knows_no_concept =
            noClasses().that().resideInAnyPackage(GROUND).should().dependOnClassesThat(resideInAnyPackage(CONCEPTS));

    @ArchTest
    static final ArchRule nobody_leans_on_the_commands_or_the_demo = noClasses()
            .that(resideOutsideOfPackages(TOP).and(resideOutsideOfPackages("vn.hoctap.server")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(TOP))
            .allowEmptyShould(true);

    /** What somebody may do is asked of {@code Scope}; these two only carry a caller from one place to another. */
    @ArchTest
    static final ArchRule nobody_but_identity_looks_at_roles = noClasses()
            .that()
            .resideOutsideOfPackage("vn.hoctap.server.identity..")
            .and()
            .doNotHaveSimpleName("CallerJson")
            .and()
            .doNotHaveSimpleName("LinkedTokens")
            .should()
            .callMethod(Caller.class, "grants")
            .orShould()
            .callMethod(Caller.class, "has", Role.class);

    @ArchTest
    static final ArchRule every_package_says_what_it_is_and_that_null_is_marked =
            classes().should(liveInNullMarkedPackage());

    @ArchTest
    static final ArchRule names_say_something =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl|DTO|Dto|Service)");

    private static String[] packages(String... names) {
        return Stream.of(names).map(name -> "vn.hoctap.server." + name + "..").toArray(String[]::new);
    }

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

    /** Templates are compiled to classes that no one writes or reads. */
    static final class WithoutTemplates implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/vn/hoctap/server/jte/");
        }
    }
}
