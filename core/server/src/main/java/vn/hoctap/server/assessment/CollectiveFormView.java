package vn.hoctap.server.assessment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoctap.server.assessment.PeopleView.Option;

/**
 * The form for the name and home of a family or clan.
 *
 * @param id of a new one, made anew for every form shown, so that sending it twice enters it once; null: it is known
 * @param unit where it lives, by its code
 * @param since what the day is
 * @param units where it may live
 * @param faults by field
 */
public record CollectiveFormView(
        String action,
        String back,
        @Nullable String id,
        String kind,
        String text,
        String hint,
        String name,
        String unit,
        String since,
        String from,
        String button,
        List<Option> units,
        Map<String, String> faults) {}
