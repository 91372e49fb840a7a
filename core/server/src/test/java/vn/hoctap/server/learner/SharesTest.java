package vn.hoctap.server.learner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.decision.Decision.Share;

class SharesTest {

    @ParameterizedTest(name = "{0} of {1} for {2} %: {3} more")
    @CsvSource({
        "9,10,90,0",
        "8,10,90,1",
        "17,20,90,1",
        "18,20,95,1",
        "19,20,95,0",
        "0,3,70,3",
        "2,3,66.66,0",
        "2,3,66.67,1",
        "5,5,90,0"
    })
    void it_says_how_many_members_more_are_needed(long having, long all, String percent, long more) {
        assertThat(Shares.more(new Share(having, all), Rational.of(percent))).isEqualTo(more);
    }
}
