package imprimatur.tests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Holds the floors of docs/architecture.md. */
class ArchitectureTest {
    private static final String[] FUNCTIONS = {
        "imprimatur.check..",
        "imprimatur.scan..",
        "imprimatur.report..",
        "imprimatur.usage.function..",
        "imprimatur.enforce..",
        "imprimatur.admin.."
    };

    /** Room → the rooms that it may know; every room may know itself and the ground floor. */
    private static final Map<String, String[]> FLOORS = floors();

    static final Iterable<String> ROOMS = FLOORS.keySet();

    private static JavaClasses all = new ClassFileImporter().importClasses();

    @BeforeAll
    static void readClasses() {
        all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("imprimatur");
    }

    @ParameterizedTest
    @FieldSource("ROOMS")
    void aRoomKnowsOnlyTheFloorsBelow(String room) {
        var below = FLOORS.get(room);
        classes()
                .that(in(room))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("imprimatur.."))
                        .or(in(room))
                        .or(resideInAPackage("imprimatur.base.."))
                        .or(resideInAnyPackage(below)))
                .check(all);
    }

    @Test
    void noRoomIsForgotten() {
        var forgotten = all.stream()
                .filter(type -> FLOORS.keySet().stream().noneMatch(room -> in(room).test(type)))
                .filter(type -> !resideInAnyPackage(FUNCTIONS).test(type))
                .filter(type -> !resideInAnyPackage("imprimatur.cli..", "imprimatur.weights..")
                        .test(type))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(forgotten.isEmpty(), () -> "packages on no floor: " + forgotten);
    }

    @Test
    void nothingKnowsAFunctionOrTheCommandLine() {
        noClasses()
                .that(not(resideInAnyPackage(FUNCTIONS)).and(not(resideInAPackage("imprimatur.cli.."))))
                .should()
                .dependOnClassesThat(resideInAnyPackage(FUNCTIONS).or(resideInAPackage("imprimatur.cli..")))
                .check(all);
    }

    @Test
    void functionsDoNotKnowEachOther() {
        for (var function : FUNCTIONS) {
            noClasses()
                    .that()
                    .resideInAPackage(function)
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(FUNCTIONS)
                            .or(resideInAPackage("imprimatur.cli.."))
                            .and(not(resideInAPackage(function))))
                    .check(all);
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("imprimatur.(**)").should().beFreeOfCycles().check(all);
    }

    @Test
    void theSdkStaysInAwsPackages() {
        noClasses()
                .that()
                .resideOutsideOfPackages("imprimatur.aws..", "imprimatur.cli.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(all);
    }

    @Test
    void thePolicyDoesNoInputOrOutput() {
        noClasses()
                .that(resideInAnyPackage("imprimatur.policy..", "imprimatur.cases..", "imprimatur.enforcement.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.file..", "java.sql..")
                        .and(not(belongToAnyOf(URLEncoder.class, URLDecoder.class, URI.class))))
                .check(all);
    }

    @Test
    void everyPackageIsNullMarked() {
        var unmarked = all.stream()
                .map(JavaClass::getPackage)
                .filter(named -> !named.tryGetAnnotationOfType(NullMarked.class).isPresent())
                .map(named -> named.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(unmarked.isEmpty(), () -> "packages that are not @NullMarked: " + unmarked);
    }

    private static DescribedPredicate<JavaClass> in(String room) {
        var inside = resideInAPackage(room + "..");
        return room.equals("imprimatur.usage") ? inside.and(not(resideInAnyPackage(FUNCTIONS))) : inside;
    }

    private static Map<String, String[]> floors() {
        var floors = new LinkedHashMap<String, String[]>();
        var ground = new String[] {"imprimatur.policy..", "imprimatur.accounts..", "imprimatur.audit.."};
        var middle = new String[] {
            "imprimatur.policy..",
            "imprimatur.accounts..",
            "imprimatur.audit..",
            "imprimatur.screening..",
            "imprimatur.usage",
            "imprimatur.usage.[profile|links|detect|pool]..",
            "imprimatur.cases.."
        };
        floors.put("imprimatur.base", new String[] {"imprimatur.base.."});
        floors.put("imprimatur.policy", new String[] {"imprimatur.base.."});
        floors.put("imprimatur.accounts", new String[] {"imprimatur.base.."});
        floors.put("imprimatur.audit", new String[] {"imprimatur.base.."});
        floors.put("imprimatur.screening", ground);
        floors.put("imprimatur.usage", ground);
        floors.put("imprimatur.cases", ground);
        floors.put("imprimatur.imaging", middle);
        floors.put("imprimatur.enforcement", middle);
        var everything = new String[] {
            "imprimatur.policy..",
            "imprimatur.accounts..",
            "imprimatur.audit..",
            "imprimatur.screening..",
            "imprimatur.usage",
            "imprimatur.usage.[profile|links|detect|pool]..",
            "imprimatur.cases..",
            "imprimatur.imaging..",
            "imprimatur.enforcement.."
        };
        floors.put("imprimatur.aws", everything);
        return floors;
    }
}
