package vn.hoctap.server.ledger;

/** A title and a cycle: what one subject is judged for. */
record Pair(String title, int cycle) {}
