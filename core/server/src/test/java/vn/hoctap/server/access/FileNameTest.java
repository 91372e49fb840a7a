package vn.hoctap.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoctap.server.TestServer.Answer;

/** Names that lead out of a folder, in every form that takes a file and in every address that names one. */
class FileNameTest {
    private static final String CANARY = "canary-" + UUID.randomUUID();

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    static List<String> names() {
        return List.of(
                "../../../../../../../../../../tmp/" + CANARY,
                "../" + CANARY,
                "..\\..\\..\\" + CANARY,
                "/tmp/" + CANARY,
                "C:\\" + CANARY,
                "....//....//" + CANARY,
                "%2e%2e%2f%2e%2e%2f" + CANARY,
                "a/../../" + CANARY,
                "..",
                ".",
                CANARY + "\u0000.png");
    }

    /** What is on its way may go while one looks. */
    private static List<Path> canaries(Path folder, int depth) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, Set.of(), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes is) {
                return visitFile(path, is);
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes is) {
                if (path.getFileName().toString().contains(CANARY)) {
                    found.add(path);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    @ParameterizedTest
    @MethodSource("names")
    void no_form_writes_where_a_files_name_leads(String name) throws IOException {
        List<Rule> forms =
                Rule.all().stream().filter(rule -> rule.body().contains("=@")).toList();
        for (Rule rule : forms) {
            HttpRequest request = new Request(world, Who.ROOT_ADMIN, Whose.OWN, false)
                    .calling(name)
                    .of(rule);
            Answer answer = world.server.send(HttpRequest.newBuilder(request, (header, value) -> true));
            assertThat(answer.status()).as("%s with %s", rule.route(), name).isLessThan(500);
            assertThat(answer.body().toString()).doesNotContain("/" + CANARY, "\\\\" + CANARY);
        }

        assertThat(forms).isNotEmpty();
        assertThat(canaries(world.server.data(), 20)).isEmpty();
        assertThat(canaries(Path.of("/tmp"), 1)).isEmpty();
        assertThat(canaries(Path.of(""), 2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/..%2f..%2f..%2fetc/passwd",
                "/assets/x/..%2f..%2f..%2f..%2fetc%2fpasswd",
                "/assets/x/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                "/imports/templates/..%2f..%2fetc%2fpasswd",
                "/imports/..%2f..%2fetc%2fpasswd/errors",
                "/api/v1/exports/..%2f..%2f..%2fetc%2fpasswd",
                "/api/v1/jobs/..%2f..%2fetc%2fpasswd/errors",
                "/api/v1/evidence/..%2f..%2f..%2fetc%2fpasswd",
                "/api/v1/evidence/%2fetc%2fpasswd",
                "/../../../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%5c..%5cetc%5cpasswd"
            })
    void no_address_leads_out_of_what_is_served(String address) {
        Answer answer = world.server.send(HttpRequest.newBuilder(world.server.at("/"))
                .uri(URI.create(world.server.at("/").toString().replaceFirst("/$", "") + address))
                .header("Authorization", "Bearer " + world.token(Who.ROOT_ADMIN)));

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body().toString()).doesNotContain("root:");
    }

    @Test
    void what_a_file_is_follows_from_its_content() {
        Rule upload = Rule.all().stream()
                .filter(rule -> rule.route().equals("POST /api/v1/evidence"))
                .findFirst()
                .orElseThrow();
        for (String content :
                List.of("<html><script>x()</script>", "<svg xmlns='http://www.w3.org/2000/svg'/>", "MZ", "#!/bin/sh")) {
            HttpRequest request = new Request(world, Who.ROOT_ADMIN, Whose.OWN, false)
                    .holding(content)
                    .of(upload);
            assertThat(world.server
                            .send(HttpRequest.newBuilder(request, (h, v) -> true))
                            .status())
                    .as(content)
                    .isEqualTo(400);
        }
    }
}
