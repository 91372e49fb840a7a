/**
 * The <em>database</em> is PostgreSQL and holds the truth: an embedded server that Hoctap starts and stops itself, or an
 * external one by setting. Migrations run before anything else; all SQL goes through {@link
 * vn.hoctap.server.database.Sql}, whose methods wait for their answer without holding a thread of the event loop.
 */
@NullMarked
package vn.hoctap.server.database;

import org.jspecify.annotations.NullMarked;
