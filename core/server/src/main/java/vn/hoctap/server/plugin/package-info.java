/**
 * A <em>plugin</em> is one jar that brings criteria sets, mappings, programme targets and texts as data, and, where it is
 * trusted, measures as code. The <em>host</em> reads every jar of the plugin folders at start; what is wrong with one
 * makes that one <em>refused</em>, with each fault named, and touches no other. What holds is <em>published</em>: the
 * resolved sets are stored and never change, so that a year is judged by what was in force. The <em>registry</em> is
 * what the rest of the program asks.
 */
@NullMarked
package vn.hoctap.server.plugin;

import org.jspecify.annotations.NullMarked;
