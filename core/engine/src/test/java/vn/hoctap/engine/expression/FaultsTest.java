package vn.hoctap.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', textBlock = """
                    totla >= 80                   # 1  # “totla” is not known here.                            # Did you mean total?
                    passMark >= 80                # 1  # “passMark” is not known here.                         # Did you mean parameter.passMark?
                    activity.type == "x"          # 1  # “activity” is known only in where.                    # Known here: total, criterion, indicator, indicators, parameter, subject.
                    subject.kind == citizen       # 17 # “citizen” is not known here.                          # A text stands in quotes: "citizen". Known here: total, criterion, indicator, indicators, parameter, subject.
                    subject.joinde == 1           # 9  # subject has no field “joinde”.                        # Did you mean subject.joined? Or declare joinde under attributes.
                    parameter.pasmark > 3         # 11 # parameter has no field “pasmark”.                     # Did you mean parameter.passMark? Or declare pasmark under parameters.
                    indicator["cntx"].points > 5  # 10 # There is no indicator “cntx” in this set.             # Did you mean indicator["cntt"]?
                    criterion["tuhoc"].points > 5 # 10 # There is no criterion “tuhoc” in this set.            # Did you mean criterion["tu-hoc"]?
                    indicator["xyz"].points > 5   # 10 # There is no indicator “xyz” in this set.              # Known: cntt, cap-nhat, sach.
                    indicator[subject.id].max > 5 # 10 # [ ] needs an id that is written out.                  # Use a constant id in quotes, for example indicator["cap-nhat-kien-thuc"].
                    indicator.all(i, i.max > 1)   # 11 # all, exists, exists_one and filter need a list, but this is the indicators. # Use a list, for example indicators.all(i, i.points >= 5).
                    indicators.all(i, i.pts > 1)  # 21 # i has no field “pts”.                                 # Known: id, points, max, value, outcome.
                    true || hold("a")         # 9  # There is no function hold(…) here.                    # Did you mean holds(…)?
                    holds(subject.id)             # 15 # holds(…) is asked with a text that is written out.    # Write holds("gia-dinh-hoc-tap").
                    subject.joined < date("1/2")  # 23 # “1/2” is not understood by date(…).                   # Write date("2025-01-31").
                    subject.joined < "2025-01-01" # 16 # < cannot compare a time and a text.                   # Compare a time with date("2025-01-31").
                    total >= "80"                 # 7  # >= cannot compare a number and a text.                # Write numbers without quotes and texts with quotes, the same on both sides.
                    total && true                 # 7  # && must stand between two conditions, but here it stands between a number and true or false. # Compare each side with something, for example total >= 80.
                    total                         # 1  # The expression gives a number, but a condition is wanted here. # Compare it with something, for example … >= 80 or … == "course".
                    total > 80%                   # 12 # There is no % here.                                   # Write a percentage as a plain number, 80 for 80 %.
                    total = 80                    # 7  # A single = does not compare.                          # Write == for “is equal to”.
                    total => 80                   # 7  # “=>” is no comparison.                                # Write >= or <=.
                    total > 8 and true            # 11 # “and” does not join conditions.                       # Write && for “and”.
                    total > 8 or true             # 11 # “or” does not join conditions.                        # Write || for “or”.
                    total > 80,5                  # 11 # A comma cannot stand here.                            # Write decimals with a point, 84.5, and lists in [ ].
                    total >                       # 8  # The expression stops too early: something is missing at its end. # Complete it.
                    (total > 3                    # 11 # A closing ) is missing.                               # Close every bracket that was opened.
                    total > 3)                    # 10 # There is one closing ) too many.                      # Remove it.
                    subject.id == 'abc            # 15 # The text in quotes is not closed.                     # Put the same quote at its end.
                    subject.id == “abc”           # 15 # Curved quotes do not mark a text.                     # Use straight quotes: "course".
                    has(total)                    # 4  # has(…) asks for a field.                              # Write for example has(subject.region).
                    """)
    void says_where_and_what_and_what_to_do(String source, int column, String message, String remedy) {
        assertThat(Samples.faults(source)).containsExactly(new Fault(1, column, message, remedy));
    }

    @Test
    void all_faults_of_meaning_come_together_with_their_lines() {
        assertThat(Samples.faults("total > 3 &&\n  (totla > 3 ||\n  subject.foo > 2)"))
                .extracting(Fault::line, Fault::column)
                .containsExactly(tuple(2, 4), tuple(3, 11));
    }

    @Test
    void an_empty_expression_is_a_fault() {
        assertThat(Samples.faults("  ")).extracting(Fault::message).containsExactly("The expression is empty.");
    }

    @Test
    void a_number_is_wanted_where_a_condition_stands() {
        Compilation compilation = new Expressions().compile("total > 3", Samples.AWARD, Result.NUMBER);

        assertThat(compilation)
                .isInstanceOfSatisfying(
                        Compilation.Faulty.class,
                        faulty -> assertThat(faulty.faults())
                                .extracting(Fault::message)
                                .containsExactly("The expression gives true or false, but a number is wanted here."));
    }

    @Test
    void titles_may_be_asked_only_where_they_are_known() {
        assertThat(Samples.faults("holds(\"x\")", Scope.subject(Map.of())))
                .extracting(Fault::message)
                .containsExactly("holds(…) is known only in award and in have.");
        Samples.compile("holds(\"x\")", Scope.subject(Map.of()).withTitles(), Result.BOOLEAN);
    }

    @Test
    void a_loop_may_not_hide_a_variable() {
        assertThat(Samples.faults("indicators.all(subject, true)"))
                .extracting(Fault::message)
                .containsExactly("subject already means something else here.");
    }
}
