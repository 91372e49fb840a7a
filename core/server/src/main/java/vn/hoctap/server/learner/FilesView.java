package vn.hoctap.server.learner;

import java.util.List;

/**
 * The field of a form that takes photos and documents.
 *
 * @param hint what may be sent
 * @param kept what came at an earlier try, and need not be sent again
 * @param wrong what is wrong with each file that was not taken
 */
public record FilesView(String hint, List<ProofView> kept, List<String> wrong) {}
