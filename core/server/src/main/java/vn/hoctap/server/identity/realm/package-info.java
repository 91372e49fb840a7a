/**
 * The realm of Keycloak that this program needs: what must be in it, how it is set up and repaired, and which setting is
 * wrong when nobody can sign in. What must be in it stands in one file, {@code config/keycloak-realm.json}, which Keycloak
 * itself can import.
 */
@NullMarked
package vn.hoctap.server.identity.realm;

import org.jspecify.annotations.NullMarked;
