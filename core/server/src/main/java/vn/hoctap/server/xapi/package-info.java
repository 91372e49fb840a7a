/**
 * The learning record store: a <em>provider</em> (an LMS, with a key for its part of the tree) sends <em>statements</em>,
 * which are kept as received. A <em>mapping</em>, which plugins bring as data, turns those that mean learning into facts;
 * every other statement has a reason why it is none. Statements about people who are not known yet wait, and are claimed
 * when a subject gains the identity.
 */
@NullMarked
package vn.hoctap.server.xapi;

import org.jspecify.annotations.NullMarked;
