package vn.hoctap.server.identity.realm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.representations.idm.ClientRepresentation;

/** That the realm and this program know the same secret of the client. What the file says wins: the program runs with it. */
record SecretRepair(ClientResource client, Path path, Changes changes) {

    void run() {
        SecretFile file = new SecretFile(path);
        try {
            String realms = client.getSecret().getValue();
            Optional<String> ours = file.read();
            if (ours.isEmpty()) {
                changes.make("secret: written to " + path, () -> write(file, realms));
            } else if (!ours.get().equals(realms)) {
                changes.make("secret: the realm has the one of " + path, () -> set(ours.get()));
            }
        } catch (IOException unreadable) {
            throw wrong(unreadable);
        }
    }

    private void write(SecretFile file, String secret) {
        try {
            file.write(secret);
        } catch (IOException unwritable) {
            throw wrong(unwritable);
        }
    }

    private void set(String secret) {
        ClientRepresentation there = client.toRepresentation();
        there.setSecret(secret);
        client.update(there);
    }

    private RealmFault wrong(IOException failure) {
        return new RealmFault("The file of the setting keycloak.secretFile, %s, can be neither read nor written (%s)."
                .formatted(path, failure.getMessage()));
    }
}
