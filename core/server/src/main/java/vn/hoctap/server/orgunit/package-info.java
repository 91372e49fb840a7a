/**
 * An <em>organisational unit</em> is a place (from the country down to the village) or a workplace (an organisation).
 * Together they form the tree by which people are counted, scopes of officers are cut and criteria sets are chosen. A
 * unit holds from a day to a day; what replaced it is its successor. Its attributes hold for everybody in it who has no
 * nearer value.
 */
@NullMarked
package vn.hoctap.server.orgunit;

import org.jspecify.annotations.NullMarked;
