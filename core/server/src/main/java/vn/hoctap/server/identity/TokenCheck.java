package vn.hoctap.server.identity;

import vn.hoctap.server.http.Problem;

/** Knows whose tokens to believe. */
public interface TokenCheck {

    /** @throws Problem 401 for a token that is forged, expired or for somebody else, 503 when nobody can tell now */
    Caller caller(String token);
}
