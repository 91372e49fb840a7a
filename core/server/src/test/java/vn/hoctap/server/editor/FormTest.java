package vn.hoctap.server.editor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.hoctap.server.editor.SetForm.Box;
import vn.hoctap.server.editor.SetForm.Option;
import vn.hoctap.server.http.Words;

class FormTest {
    private static final Path PLUGINS = Path.of("../../plugins");
    private static final Path FRAME = PLUGINS.resolve("cong-dan/src/main/resources/criteria/khung.yaml");

    private static Base base(SetDocument own) throws IOException {
        Optional<SetDocument> frame =
                own.has("/extends") ? SetDocument.read(Files.readString(FRAME)) : Optional.empty();
        return new Base(frame, own, Words.VIETNAMESE);
    }

    private static SetForm read(SetDocument own) throws IOException {
        Checked checked = new Checked(Optional.empty(), List.of(), List.of());
        return new FormReader(own, base(own), checked, Words.VIETNAMESE).read();
    }

    private static String chosen(List<Option> options) {
        return options.stream()
                .filter(Option::chosen)
                .map(Option::value)
                .findFirst()
                .orElseGet(() -> options.getFirst().value());
    }

    private static void add(MultiMap form, Box... boxes) {
        for (Box box : boxes) {
            form.add(box.name(), box.value());
        }
    }

    /** What a browser sends when nobody has touched anything. */
    private static MultiMap sent(SetForm form) {
        MultiMap sent = MultiMap.caseInsensitiveMultiMap();
        add(sent, form.title(), form.titleEnglish(), form.version(), form.source(), form.from(), form.months());
        sent.add("audience", chosen(form.audiences()));
        add(sent, form.audience());
        sent.add("/status", chosen(form.statuses()));
        sent.add("/place", chosen(form.places()));
        sent.add("/recognition", chosen(form.recognitions()));
        form.marks().stream().flatMap(group -> group.marks().stream()).forEach(mark -> {
            add(sent, mark.box());
            mark.cases().forEach(one -> add(sent, one.box()));
        });
        form.criteria().forEach(criterion -> {
            Optional.ofNullable(criterion.name()).ifPresent(name -> add(sent, name));
            criterion.indicators().forEach(indicator -> {
                add(sent, indicator.name(), indicator.max());
                indicator.ways().forEach(way -> way(sent, way));
            });
        });
        form.conditions().stream().filter(one -> one.place() != null).forEach(condition -> {
            if (!condition.of().isEmpty()) {
                sent.add("of@" + condition.place(), chosen(condition.of()));
            }
            add(sent, condition.value());
        });
        return sent;
    }

    private static void way(MultiMap sent, SetForm.Way way) {
        sent.add("kind@" + way.place(), chosen(way.kinds()));
        if (!way.counts()) {
            return;
        }
        sent.add("types@" + way.place(), "");
        way.types().stream().filter(Option::chosen).forEach(type -> sent.add("types@" + way.place(), type.value()));
        sent.add("verified@" + way.place(), "");
        sent.add("held@" + way.place(), "");
        if (way.verified()) {
            sent.add("verified@" + way.place(), "yes");
        }
        if (way.held()) {
            sent.add("held@" + way.place(), "yes");
        }
        sent.add("points@" + way.place(), chosen(way.points()));
        add(sent, way.where(), way.advice());
        way.bands().forEach(band -> add(sent, band.from(), band.give()));
        Optional.ofNullable(way.rate()).ifPresent(rate -> add(sent, rate.from(), rate.give()));
    }

    @TestFactory
    Stream<DynamicTest> who_sends_the_form_as_it_is_changes_nothing() throws IOException {
        try (Stream<Path> files = Files.walk(PLUGINS)) {
            return files
                    .filter(file -> file.toString().contains("src/main/resources/criteria"))
                    .filter(Files::isRegularFile)
                    .toList()
                    .stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        SetDocument own =
                                SetDocument.read(Files.readString(file)).orElseThrow();
                        String before = own.write();
                        new FormWriter(own, base(own)).write(sent(read(own)));
                        assertThat(own.write()).isEqualTo(before);
                    }));
        }
    }

    @Test
    void a_number_of_the_base_is_changed_here_alone_and_with_it_the_cases_that_are_inherited_together()
            throws IOException {
        SetDocument own =
                SetDocument.read("id: a/b\nextends: cong-dan-hoc-tap/khung\n").orElseThrow();
        MultiMap form = MultiMap.caseInsensitiveMultiMap()
                .add("/parameters/passMark/value", "75,5")
                .add("/parameters/passMark/when/0/value", "60");

        new FormWriter(own, base(own)).write(form);

        assertThat(own.text("/parameters/passMark/value")).isEqualTo("75.5");
        assertThat(own.text("/parameters/passMark/when/0/if")).isEqualTo("subject.region == \"difficult\"");
        assertThat(own.text("/parameters/passMark/when/0/value")).isEqualTo("60");
        assertThat(read(own).marks().getFirst().marks().getFirst().label()).isEqualTo("Tổng điểm phải đạt");
    }

    @Test
    void names_that_no_form_of_ours_has_change_nothing() throws IOException {
        SetDocument own = SetDocument.read(Files.readString(FRAME)).orElseThrow();
        String before = own.write();
        MultiMap form = MultiMap.caseInsensitiveMultiMap()
                .add("x", "1")
                .add("evil@/criteria/0", "1")
                .add("/../x y", "1")
                .add("if@/award/requires/77", "");

        new FormWriter(own, base(own)).write(form);

        assertThat(own.write()).isEqualTo(before);
    }
}
