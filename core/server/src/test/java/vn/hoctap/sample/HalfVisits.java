package vn.hoctap.sample;

import java.util.Map;
import java.util.Optional;
import org.pf4j.Extension;
import vn.hoctap.api.Rational;

/** A later version of {@link Visits}: by it a visit is worth half of one. */
@Extension
public final class HalfVisits extends Counting {
    public HalfVisits() {
        super("visits");
    }

    @Override
    public Optional<Rational> value(Long state, Map<String, String> options) {
        return super.value(state, options).map(whole -> whole.over(Rational.of(2)));
    }
}
