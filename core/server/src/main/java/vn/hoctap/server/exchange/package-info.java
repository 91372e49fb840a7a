/**
 * Files in and out. An import reads a table (CSV or XLSX) with forgiving eyes, checks every row as if its author had sent
 * it alone, shows what it would change, and then records it as a job. An export writes the same columns, so that what went
 * out can come in again.
 */
@NullMarked
package vn.hoctap.server.exchange;

import org.jspecify.annotations.NullMarked;
