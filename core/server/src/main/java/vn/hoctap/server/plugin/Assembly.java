package vn.hoctap.server.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import vn.hoctap.server.plugin.Wish.Installed;
import vn.hoctap.server.plugin.Wish.Quarantine;

/**
 * Which jars run, once it is known what is in the folders and what is wanted: an installed jar takes the place of the
 * folder's with the same id.
 *
 * @param running to be loaded, in this order
 * @param resting disabled
 */
record Assembly(List<PluginJar> running, List<PluginJar> resting, Map<String, Quarantine> quarantined) {

    /** @param jars reads a jar that was installed */
    static Assembly of(List<PluginJar> folder, Map<String, Wish> wanted, Function<Installed, PluginJar> jars) {
        Map<String, PluginJar> installed = new TreeMap<>();
        wanted.values().forEach(wish -> {
            Installed one = wish.installed();
            if (one != null) {
                installed.put(wish.plugin(), jars.apply(one).within(one.scope()));
            }
        });
        List<PluginJar> all = merged(folder, installed);
        List<PluginJar> running = new ArrayList<>();
        List<PluginJar> resting = new ArrayList<>();
        Map<String, Quarantine> quarantined = new LinkedHashMap<>();
        for (PluginJar jar : all) {
            Wish wish = wanted.getOrDefault(jar.id(), Wish.none(jar.id()));
            Quarantine quarantine = wish.quarantine();
            (wish.enabled() ? running : resting).add(jar);
            if (quarantine != null) {
                quarantined.put(jar.id(), quarantine);
            }
        }
        return new Assembly(List.copyOf(running), List.copyOf(resting), quarantined);
    }

    /** In the folders' order, then those that no folder has. */
    private static List<PluginJar> merged(Collection<PluginJar> folder, Map<String, PluginJar> installed) {
        List<PluginJar> all = new ArrayList<>();
        Set<String> replaced = new HashSet<>();
        for (PluginJar jar : folder) {
            PluginJar other = installed.get(jar.id());
            if (other == null) {
                all.add(jar);
            } else if (replaced.add(jar.id())) {
                all.add(other);
            }
        }
        installed.forEach((id, jar) -> {
            if (!replaced.contains(id)) {
                all.add(jar);
            }
        });
        return all;
    }
}
