package vn.hoctap.server.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoctap.engine.criteria.CriteriaError;
import vn.hoctap.server.audit.Act;
import vn.hoctap.server.http.Problem;
import vn.hoctap.server.http.Problem.PointerError;
import vn.hoctap.server.http.Tone;
import vn.hoctap.server.http.Words;
import vn.hoctap.server.plugin.PluginInfo.State;
import vn.hoctap.server.plugin.PluginView.Deed;
import vn.hoctap.server.plugin.PluginView.Event;
import vn.hoctap.server.plugin.PluginView.Fact;

/** Plugins in the reader's language. */
public final class PluginWords {

    /**
     * @param units the name of an organisational unit by its id
     * @param accounts how somebody signs in, by the pseudonym of his account
     */
    public record Names(Function<String, String> units, Function<String, Optional<String>> accounts) {}

    private final Words words;
    private final Names names;

    PluginWords(Words words, Names names) {
        this.words = words;
        this.names = names;
    }

    PluginsView.Plugin line(PluginInfo plugin) {
        return new PluginsView.Plugin(
                "/plugins/" + plugin.id(),
                plugin.id(),
                plugin.version(),
                words.get("plugin.state." + plugin.state().name()),
                tone(plugin.state()),
                scope(plugin.scope()),
                plugin.sets(),
                faults(plugin.errors()));
    }

    private static Tone tone(State state) {
        return switch (state) {
            case STARTED -> Tone.OK;
            case DISABLED -> Tone.WAIT;
            case REFUSED, QUARANTINED -> Tone.NO;
        };
    }

    private String scope(@Nullable String unit) {
        return unit == null
                ? words.get("plugin.everywhere")
                : words.get("plugin.scope", names.units().apply(unit));
    }

    List<PluginsView.Fault> faults(List<CriteriaError> errors) {
        return errors.stream()
                .map(error -> new PluginsView.Fault(
                        error.file() + ":" + error.line(), said(error.message()), said(error.remedy())))
                .toList();
    }

    String said(String sentence) {
        return FaultWords.of(words.language()).say(sentence);
    }

    String wrong(Problem problem) {
        return Stream.concat(
                        Stream.of(problem.detail()),
                        problem.errors().stream()
                                .map(PointerError::detail)
                                .filter(text -> !problem.detail().contains(text)))
                .map(this::said)
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }

    /** @param said what the reader has just done */
    PluginView detail(String here, Detail detail, boolean mayChange, String said, @Nullable String wrong) {
        PluginInfo plugin = detail.plugin();
        PluginInfo refused = detail.refused();
        return new PluginView(
                here + "/" + plugin.id(),
                plugin.id(),
                plugin.version(),
                words.get("plugin.state." + plugin.state().name()),
                tone(plugin.state()),
                plugin.description(),
                facts(detail),
                plugin.sets(),
                faults(refused == null ? plugin.errors() : refused.errors()),
                mayChange ? deeds(detail) : List.of(),
                detail.history().stream().map(this::event).toList(),
                words.has("plugin.said." + said) ? words.get("plugin.said." + said) : null,
                wrong);
    }

    private List<Fact> facts(Detail detail) {
        PluginInfo plugin = detail.plugin();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.get("plugin.fact.scope"), scope(plugin.scope())));
        if (plugin.provider() != null) {
            facts.add(new Fact(words.get("plugin.fact.provider"), plugin.provider()));
        }
        if (plugin.publisher() != null) {
            facts.add(new Fact(words.get("plugin.fact.publisher"), plugin.publisher()));
        }
        facts.add(new Fact(
                words.get("plugin.fact.kind"), words.get(plugin.code() ? "plugin.kind.code" : "plugin.kind.data")));
        facts.add(new Fact(
                words.get("plugin.fact.from"),
                words.get(detail.installed() ? "plugin.from.installed" : "plugin.from.folder", plugin.file())));
        if (plugin.code()) {
            facts.add(new Fact(
                    words.get("plugin.fact.spent"),
                    words.get(
                            "plugin.spent",
                            words.number(detail.spent().calls()),
                            words.number(detail.spent().time().toMillis()),
                            words.number(detail.spent().errors()))));
        }
        return facts;
    }

    private List<Deed> deeds(Detail detail) {
        List<Deed> deeds = new ArrayList<>();
        String before = detail.before();
        State state = detail.plugin().state();
        if (state == State.DISABLED || state == State.QUARANTINED) {
            deeds.add(deed("enable", false));
        }
        if (before != null) {
            deeds.add(new Deed(
                    "rollback", words.get("plugin.do.rollback", before), words.get("plugin.do.rollback.text"), false));
        }
        if (state != State.DISABLED) {
            deeds.add(deed("disable", true));
        }
        return deeds;
    }

    private Deed deed(String action, boolean stops) {
        return new Deed(action, words.get("plugin.do." + action), words.get("plugin.do." + action + ".text"), stops);
    }

    private Event event(History.Entry entry) {
        return new Event(
                words.moment(entry.at()),
                words.get("plugin.deed." + entry.deed().slug(), entry.version()),
                who(entry.account()),
                Stream.of(
                                entry.scope() == null ? "" : scope(entry.scope()),
                                said(Optional.ofNullable(entry.reason()).orElse("")))
                        .filter(part -> !part.isEmpty())
                        .reduce((one, other) -> one + " · " + other)
                        .orElse(""));
    }

    private String who(String account) {
        return account.equals(Act.HOCTAP) || account.equals(Act.CONSOLE)
                ? words.get("plugin.by." + account)
                : names.accounts().apply(account).orElse(account);
    }
}
