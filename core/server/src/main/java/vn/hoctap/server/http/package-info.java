/**
 * The way in from the network: the router made from the OpenAPI description, checked requests, answers in JSON, problems
 * as RFC 9457 says, pages of lists. What an operation means is the business of its concept's own package.
 */
@NullMarked
package vn.hoctap.server.http;

import org.jspecify.annotations.NullMarked;
