/**
 * An <em>expression</em> is the one line in which a criteria set says when something counts, holds or applies, for
 * instance {@code activity.type in ["course", "reading"]} or {@code total >= parameter.passMark}. It is written in CEL,
 * with one kind of number only: the exact rational. It is compiled once against a <em>scope</em>, the names it may use,
 * and evaluated any number of times, from any thread, with <em>bindings</em>, their values.
 *
 * <p>What an author may use:
 *
 * <ul>
 *   <li>{@code && || ! ?: == != < <= > >= + - * / in}, {@code has(x.y)}, and over lists {@code all exists exists_one
 *       filter size} and {@code [0]};
 *   <li>on text {@code startsWith endsWith contains size};
 *   <li>times: {@code activity.startedAt}, {@code endedAt} and {@code validUntil} are instants, an attribute of type date
 *       is the instant at which that day begins in UTC. {@code date("2025-01-31")} and
 *       {@code timestamp("2025-01-31T08:00:00+07:00")} write an instant, {@code duration("36h")} a length of time; an
 *       instant has {@code getFullYear getMonth getDate getDayOfWeek}, each with an optional zone
 *       ({@code getFullYear("Asia/Ho_Chi_Minh")}); as in CEL, months count from 0 and Sunday is 0;
 *   <li>where titles are in scope, {@code holds("title")} and {@code holds("title", "level")}.
 * </ul>
 *
 * <p>An expression that meets an absent field is false and names the field, unless {@code &&} or {@code ||} had decided
 * already. Everything an expression can cost is bounded before it first runs: see {@link
 * vn.hoctap.engine.expression.Limits}.
 */
@NullMarked
package vn.hoctap.engine.expression;

import org.jspecify.annotations.NullMarked;
