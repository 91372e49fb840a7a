/**
 * Where centres write criteria sets without being programmers. A <em>draft</em> is a set that somebody writes for a part of
 * the tree, as a form and as YAML at once: the YAML is what is kept, and the form reads it and changes it in place, so that
 * comments and everything that the form does not know stay as they were written. A draft judges nobody. It is checked while
 * it is typed, tried on examples and on real people within reach, and published as a plugin that holds only data.
 */
@NullMarked
package vn.hoctap.server.editor;

import org.jspecify.annotations.NullMarked;
