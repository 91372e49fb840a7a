package vn.hoctap.server.plugin.guard;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds threads that plugins have started. A thread is its plugin's by the class loader that it was given when it began, or
 * that its own class has; one that is gone at the next look is no matter.
 */
final class Strays {
    private final ThreadGroup group;
    private Map<Thread, Ward> seen = Map.of();

    Strays(ThreadGroup group) {
        this.group = group;
    }

    void look(List<Ward> wards) {
        Map<Thread, Ward> found = new HashMap<>();
        threads()
                .forEach(thread ->
                        wards.stream().filter(ward -> isOf(thread, ward)).forEach(ward -> found.put(thread, ward)));
        found.forEach((thread, ward) -> {
            if (seen.containsKey(thread)) {
                ward.strayed(thread.getName());
                thread.interrupt();
            }
        });
        seen = found;
    }

    private Stream<Thread> threads() {
        Thread[] all = new Thread[group.activeCount() + 64];
        int count = group.enumerate(all);
        return Arrays.stream(all, 0, count).filter(thread -> !(thread instanceof Worker));
    }

    @SuppressWarnings("ReferenceEquality") // The very same class loader is meant.
    private static boolean isOf(Thread thread, Ward ward) {
        return thread.isAlive()
                && ward.isOfPlugin()
                && (thread.getContextClassLoader() == ward.loader()
                        || thread.getClass().getClassLoader() == ward.loader());
    }
}
