package vn.hoctap.server.learner;

import java.util.List;

public interface Judging {
    List<Judgement> of(String subject, int cycle);

    List<Judgement> without(String subject, int cycle, String entry);
}
