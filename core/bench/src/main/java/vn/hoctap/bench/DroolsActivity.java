package vn.hoctap.bench;

import vn.hoctap.api.Fact;
import vn.hoctap.api.Rational;

/** An activity as a bean, which Drools' generated classes can see. */
public final class DroolsActivity {
    private final String type;
    private final int hours;
    private final boolean verified;

    private DroolsActivity(String type, int hours, boolean verified) {
        this.type = type;
        this.hours = hours;
        this.verified = verified;
    }

    static DroolsActivity of(Fact fact) {
        Rational hours = fact.hours() == null ? Rational.ZERO : fact.hours();
        return new DroolsActivity(fact.type(), hours.floor().intValueExact(), fact.verified());
    }

    public String getType() {
        return type;
    }

    public int getHours() {
        return hours;
    }

    public int getOnce() {
        return 1;
    }

    public boolean isVerified() {
        return verified;
    }
}
