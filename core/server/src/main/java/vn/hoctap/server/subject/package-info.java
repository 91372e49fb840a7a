/**
 * A <em>subject</em> is whoever can hold a title: a citizen, or a collective – a family, a clan, the community of a
 * place, a working unit. What is said of a subject is dated: attributes (its {@code group} among them) hold from a day
 * on, a <em>stay</em> at a residence or workplace and a <em>membership</em> in a family or clan from a day to a day, so
 * that every past day can still be judged as it was. An <em>identity</em> is the name under which another system knows
 * a subject.
 */
@NullMarked
package vn.hoctap.server.subject;

import org.jspecify.annotations.NullMarked;
