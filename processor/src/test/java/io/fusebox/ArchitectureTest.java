package io.fusebox;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws of the house: who may know whom, and what the core may not know at all. */
@AnalyzeClasses(packages = "io.fusebox", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORE = { "io.fusebox.call", "io.fusebox.breaker", "io.fusebox.retry",
        "io.fusebox.gate", "io.fusebox.dispatch" };

    /** What each package may import of ours; whatever is not here may import everything. */
    private static final Map<String, Set<String>> IMPORTS = Map.ofEntries(
            Map.entry("call", Set.of()),
            Map.entry("breaker", Set.of("call")),
            Map.entry("retry", Set.of("call")),
            Map.entry("gate", Set.of("call", "breaker")),
            Map.entry("dispatch", Set.of("call", "breaker", "retry", "gate")), Map.entry("execution", Set.of("call")),
            Map.entry("http", Set.of("call", "execution")),
            Map.entry("wire", Set.of("call", "breaker", "dispatch", "schemas")),
            Map.entry("topology", Set.of("call", "breaker", "dispatch", "execution", "wire")),
            Map.entry("board", Set.of("call", "breaker", "wire")),
            Map.entry("admin", Set.of("call", "breaker", "board")), Map.entry("metrics", Set.of("call", "breaker")),
            Map.entry("config", Set.of("call", "breaker", "retry", "gate", "dispatch")),
            Map.entry("replay", Set.of("call", "breaker")), Map.entry("sandbox", Set.of()));

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_THE_JDK_ONLY = classes().that()
            .resideInAnyPackage(CORE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(CORE).or(resideInAnyPackage("java..", "org.jspecify..")));

    @ArchTest
    static final ArchRule THE_CORE_READS_NO_CLOCK = noClasses().that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule AVRO_IS_KNOWN_TO_WIRE_ALONE = noClasses()
            .that(resideInAnyPackage("io.fusebox..")
                    .and(resideOutsideOfPackages("io.fusebox.wire", "io.fusebox.schemas..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.avro..", "io.fusebox.schemas..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("io.fusebox.(*)..").should().beFreeOfCycles();

    @ArchTest
    static void packagesImportWhatStandsBelowThem(JavaClasses all) {
        Set<String> offences = new TreeSet<>();
        for (JavaClass from : all) {
            Set<String> allowed = IMPORTS.get(packageOf(from));
            if (allowed == null) {
                continue;
            }
            from.getDirectDependenciesFromSelf()
                    .stream()
                    .map(dependency -> dependency.getTargetClass())
                    .filter(to -> to.getPackageName().startsWith("io.fusebox."))
                    .filter(to -> !packageOf(to).equals(packageOf(from)) && !allowed.contains(packageOf(to)))
                    .forEach(to -> offences.add(from.getName() + " knows " + to.getName()));
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void everyPackageSaysInOneSentenceWhatLivesThere() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/fusebox"))) {
            Map<Path, List<Path>> byDirectory = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(Path::getParent));
            assertThat(byDirectory.keySet())
                    .allSatisfy(directory -> assertThat(directory.resolve("package-info.java")).content()
                            .matches("(?s)/\\*\\*[\\s*]+[A-Z][^.]+\\..*@NullMarked\\s+package .*"));
        }
    }

    private static String packageOf(JavaClass type) {
        return Arrays.stream(type.getPackageName().split("\\.")).skip(2).findFirst().orElse("");
    }
}
