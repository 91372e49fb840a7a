package vn.hoctap.distribution;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One demo with the personas and few others, for all tests that only add to it. It ends with the last test. */
final class SharedDemo implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Hoctap.class;
    }

    @Override
    public Hoctap resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedDemo.class))
                .getOrComputeIfAbsent(
                        "demo", key -> Hoctap.demo(Scratch.fresh("shared"), "--citizens", "12"), Hoctap.class);
    }
}
