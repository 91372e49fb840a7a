/** Tests with several nodes on one database. */
@org.jspecify.annotations.NullMarked
package vn.hoctap.server.cluster;
