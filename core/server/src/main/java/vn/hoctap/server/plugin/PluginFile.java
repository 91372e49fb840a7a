package vn.hoctap.server.plugin;

import vn.hoctap.engine.criteria.CriteriaSource;

/** A file of a started plugin. */
public record PluginFile(String plugin, CriteriaSource source) {}
