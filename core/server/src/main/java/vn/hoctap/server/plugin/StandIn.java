package vn.hoctap.server.plugin;

import java.util.Map;
import java.util.Optional;
import vn.hoctap.api.Fact;
import vn.hoctap.api.Measure;
import vn.hoctap.api.Rational;
import vn.hoctap.engine.measure.Measures;
import vn.hoctap.server.plugin.Wish.Quarantine;
import vn.hoctap.server.plugin.guard.Quarantined;

/**
 * Stands where a measure of a plugin in quarantine was: sets that name it stay installed, so that nobody loses a title, and
 * whoever asks it is told that nothing is measured.
 */
record StandIn(String name, String plugin, String reason) implements Measure<Object> {

    static Measures with(Measures measures, String plugin, Quarantine why) {
        Measures all = measures;
        for (String name : why.measures()) {
            all = all.knows(name) ? all : all.with(new StandIn(name, plugin, why.reason()));
        }
        return all;
    }

    private Quarantined kept() {
        return new Quarantined(plugin, reason);
    }

    @Override
    public Object zero() {
        throw kept();
    }

    @Override
    public Object add(Object state, Fact fact, Map<String, String> options) {
        throw kept();
    }

    @Override
    public Optional<Object> remove(Object state, Fact fact, Map<String, String> options) {
        throw kept();
    }

    @Override
    public Object merge(Object one, Object other) {
        throw kept();
    }

    @Override
    public Optional<Rational> value(Object state, Map<String, String> options) {
        throw kept();
    }

    @Override
    public byte[] write(Object state) {
        throw kept();
    }

    @Override
    public Object read(byte[] bytes) {
        throw kept();
    }
}
