package vn.hoctap.engine.example;

import java.util.List;
import vn.hoctap.engine.criteria.CriteriaError;

/**
 * What became of the files.
 *
 * @param examples those of the files without a mistake
 */
public record ReadExamples(List<Example> examples, List<CriteriaError> errors) {}
