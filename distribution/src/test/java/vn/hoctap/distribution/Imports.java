package vn.hoctap.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** Sends files as forms. */
final class Imports {
    private static final String BOUNDARY = "----hoctap-it";

    private Imports() {}

    /** The id of the job that imports it. */
    static String send(Hoctap hoctap, String token, String kind, Path file) throws IOException, InterruptedException {
        String head = "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                .formatted(BOUNDARY, file.getFileName());
        HttpRequest request = HttpRequest.newBuilder(hoctap.at("/api/v1/imports?kind=" + kind))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            return Api.JSON.readTree(answer.body()).path("id").asText();
        }
    }
}
