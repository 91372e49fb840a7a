package vn.hoctap.engine.criteria;

/** A criteria file as its plugin carries it: its name inside the plugin and its YAML text. */
public record CriteriaSource(String file, String yaml) {}
