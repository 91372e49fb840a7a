package vn.hoctap.server.assessment;

import java.util.List;
import java.util.Map;
import vn.hoctap.server.assessment.PeopleView.Option;

/**
 * The form for a new family or clan.
 *
 * @param id made anew for every form shown, so that sending it twice enters it once
 * @param units where it may live
 * @param faults by field
 */
public record NewCollectiveView(
        String id,
        String kind,
        String back,
        String text,
        String hint,
        String name,
        String unit,
        String from,
        List<Option> units,
        Map<String, String> faults) {}
