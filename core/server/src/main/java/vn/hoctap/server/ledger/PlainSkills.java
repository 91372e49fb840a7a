package vn.hoctap.server.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import vn.hoctap.api.Fact.Skill;
import vn.hoctap.server.ledger.PlainValues.Doubt;

/** The skills that an activity proves, as sent. */
record PlainSkills(List<Skill> all) {
    private static final int MAX = 100;

    static PlainSkills read(JsonParser in) throws IOException, Doubt {
        PlainValues.demand(in.currentToken() == JsonToken.START_ARRAY);
        List<Skill> all = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            all.add(skill(in));
            PlainValues.demand(all.size() <= MAX);
        }
        return new PlainSkills(all);
    }

    private static Skill skill(JsonParser in) throws IOException, Doubt {
        PlainValues.demand(in.currentToken() == JsonToken.START_OBJECT);
        String framework = null;
        String component = null;
        int level = -1;
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            switch (name) {
                case "framework" -> {
                    PlainValues.demand(framework == null);
                    framework = PlainValues.word(in, ':');
                }
                case "component" -> {
                    PlainValues.demand(component == null);
                    component = PlainValues.word(in, ':');
                }
                case "level" -> {
                    PlainValues.demand(level < 0);
                    level = PlainValues.level(in);
                }
                default -> throw new Doubt();
            }
        }
        if (framework == null || component == null || level < 0) {
            throw new Doubt();
        }
        return new Skill(framework, component, level);
    }

    void write(JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (Skill skill : all) {
            out.writeStartObject();
            out.writeStringField("component", skill.component());
            out.writeStringField("framework", skill.framework());
            out.writeNumberField("level", skill.level());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
