/**
 * Which person an account is. Somebody who signs in for the first time has an <em>account</em> with the sign-in server and
 * is, perhaps, long known in the register: a <em>link</em> says so. It is made by a mail address that the sign-in server
 * has verified and the register knows, by a <em>code</em> that an officer hands out, or by an officer himself, who in this
 * way also makes one person of two accounts.
 */
@NullMarked
package vn.hoctap.server.account;

import org.jspecify.annotations.NullMarked;
