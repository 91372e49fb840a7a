package vn.hoctap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientsTest {
    private final Clients clients = new Clients(List.of("10.0.0.4"));

    @Test
    void whom_a_trusted_proxy_names_last_is_the_client() {
        String client = clients.name("192.0.2.7", null);

        assertThat(clients.name("10.0.0.4", "192.0.2.7")).isEqualTo(client);
        assertThat(clients.name("127.0.0.1", "203.0.113.1, 192.0.2.7")).isEqualTo(client);
        assertThat(clients.name("0:0:0:0:0:0:0:1", "192.0.2.7")).isEqualTo(client);
    }

    @Test
    void nobody_else_can_say_that_he_is_somebody_else() {
        assertThat(clients.name("192.0.2.7", "198.51.100.1")).isEqualTo(clients.name("192.0.2.7", null));
    }

    @Test
    void a_trusted_proxy_does_not_make_its_network_trusted() {
        Clients behind = new Clients(List.of("2001:db8::4"));

        assertThat(behind.name("2001:db8::4", "192.0.2.7")).isEqualTo(behind.name("192.0.2.7", null));
        assertThat(behind.name("2001:db8::5", "192.0.2.7")).isEqualTo(behind.name("2001:db8::5", null));
    }

    @Test
    void a_name_that_is_no_address_is_not_looked_up() {
        assertThat("cafe.de").doesNotMatch(Clients.NUMERIC);
        assertThat("192.0.2.7").matches(Clients.NUMERIC);
        assertThat("::ffff:192.0.2.7").matches(Clients.NUMERIC);
        assertThat(clients.name("127.0.0.1", "localhost")).isEqualTo(clients.name("127.0.0.1", null));
        assertThat(clients.name("127.0.0.1", "")).isEqualTo(clients.name("127.0.0.1", null));
    }

    @Test
    void all_addresses_of_one_ipv6_network_are_one_client() {
        assertThat(clients.name("2001:db8::1", null)).isEqualTo(clients.name("2001:db8::ffff:1", null));
        assertThat(clients.name("2001:db8::1", null)).isNotEqualTo(clients.name("2001:db8:0:1::1", null));
    }
}
