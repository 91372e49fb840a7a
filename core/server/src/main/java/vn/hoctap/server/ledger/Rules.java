package vn.hoctap.server.ledger;

import vn.hoctap.engine.criteria.CriteriaRegistry;
import vn.hoctap.engine.measure.Measures;

/** The criteria sets that judge now, and the measures that they name. */
public record Rules(CriteriaRegistry criteria, Measures measures) {}
