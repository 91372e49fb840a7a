package vn.hoctap.engine.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoctap.api.Fact;

/** The variable {@code activity}: a fact, field by field. */
@SuppressWarnings("Immutable") // A fact never changes.
final class ActivityStructure extends Structure {
    private final Fact fact;

    ActivityStructure(Fact fact) {
        this.fact = fact;
    }

    @Override
    @Nullable
    Object field(String name) {
        return switch (name) {
            case "type" -> fact.type();
            case "course" -> fact.course();
            case "title" -> fact.title();
            case "hours" -> ExactNumber.orNull(fact.hours());
            case "startedAt" -> fact.startedAt();
            case "endedAt" -> fact.endedAt();
            case "validUntil" -> fact.validUntil();
            case "result" -> new ResultStructure(fact.result());
            case "skills" -> skills();
            case "source" -> new SourceStructure(fact.source());
            case "verified" -> fact.verified();
            default -> null;
        };
    }

    /** A missing result can still be asked for its fields, so that {@code has(activity.result.scaled)} is simply false. */
    @Override
    public Optional<?> find(String field) {
        return field.equals("result") && fact.result() == null ? Optional.empty() : super.find(field);
    }

    @Override
    String path(String field) {
        return "activity." + field;
    }

    private List<Structure> skills() {
        List<Structure> skills = new ArrayList<>(fact.skills().size());
        for (Fact.Skill skill : fact.skills()) {
            skills.add(new SkillStructure(skill));
        }
        return skills;
    }

    @SuppressWarnings("Immutable") // Part of a fact.
    private static final class ResultStructure extends Structure {
        private final Fact.@Nullable Result result;

        ResultStructure(Fact.@Nullable Result result) {
            this.result = result;
        }

        @Override
        @Nullable
        Object field(String name) {
            if (result == null) {
                return null;
            }
            return switch (name) {
                case "scaled" -> ExactNumber.orNull(result.scaled());
                case "passed" -> result.passed();
                default -> null;
            };
        }

        @Override
        String path(String field) {
            return "activity.result." + field;
        }
    }

    @SuppressWarnings("Immutable") // Part of a fact.
    private static final class SkillStructure extends Structure {
        private final Fact.Skill skill;

        SkillStructure(Fact.Skill skill) {
            this.skill = skill;
        }

        @Override
        @Nullable
        Object field(String name) {
            return switch (name) {
                case "framework" -> skill.framework();
                case "component" -> skill.component();
                case "level" -> ExactNumber.of(skill.level());
                default -> null;
            };
        }

        @Override
        String path(String field) {
            return "activity.skills." + field;
        }
    }

    @SuppressWarnings("Immutable") // Part of a fact.
    private static final class SourceStructure extends Structure {
        private final Fact.Source source;

        SourceStructure(Fact.Source source) {
            this.source = source;
        }

        @Override
        @Nullable
        Object field(String name) {
            return switch (name) {
                case "kind" -> source.kind().slug();
                case "ref" -> source.ref();
                default -> null;
            };
        }

        @Override
        String path(String field) {
            return "activity.source." + field;
        }
    }
}
