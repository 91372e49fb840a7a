package vn.hoctap.server.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hoctap.server.database.Await;

/**
 * Vert.x's event bus on Hazelcast. It joins in the background and has threads of its own: nothing waits for it to begin, and
 * what happens to it disturbs nothing but messages.
 */
public final class Cluster implements Peers {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int CONNECT_MILLIS = 2_000;
    private static final long PING_MILLIS = 2_000;
    private static final String PREFIX = "hoctap.";

    private final String node;
    private final HazelcastClusterManager manager;
    private final Future<Vertx> joining;

    private Cluster(String node, HazelcastClusterManager manager, Future<Vertx> joining) {
        this.node = node;
        this.manager = manager;
        this.joining = joining;
    }

    /**
     * Returns at once.
     *
     * @param node the name of this process
     */
    public static Cluster join(ClusterSettings settings, String node) {
        HazelcastClusterManager manager = new HazelcastClusterManager(Hazelcast.config(settings));
        Future<Vertx> joining = Vertx.builder()
                .with(options(settings))
                .withClusterManager(manager)
                .buildClustered();
        joining.onSuccess(joined -> LOG.atInfo()
                        .addKeyValue("node", node)
                        .addKeyValue("members", manager.getNodes().size())
                        .log("This node has joined the cluster"))
                .onFailure(failure -> LOG.error(
                        "This node could not join the cluster at {}:{}; correct cluster.host and cluster.port, or free"
                                + " the ports {} and {}, and start it again",
                        settings.host(),
                        settings.port(),
                        settings.port(),
                        settings.busPort(),
                        failure));
        return new Cluster(node, manager, joining);
    }

    private static VertxOptions options(ClusterSettings settings) {
        EventBusOptions bus = new EventBusOptions()
                .setHost(settings.host())
                .setPort(settings.busPort())
                .setConnectTimeout(CONNECT_MILLIS)
                .setClusterPingInterval(PING_MILLIS)
                .setClusterPingReplyInterval(PING_MILLIS);
        return new VertxOptions()
                .setEventBusOptions(bus)
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false));
    }

    @Override
    public boolean joinedWithin(Duration patience) {
        try {
            Await.on(joining.timeout(patience.toMillis(), TimeUnit.MILLISECONDS));
            return true;
        } catch (Exception notYet) {
            return false;
        }
    }

    @Override
    public boolean possible() {
        return true;
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public Future<Buffer> ask(String other, String what, Buffer question) {
        Vertx vertx = joining.result();
        if (vertx == null) {
            return Future.failedFuture(new Unreachable("This node has not joined its cluster yet."));
        }
        return vertx.eventBus()
                .<Buffer>request(
                        address(what, other), question, new DeliveryOptions().setSendTimeout(ANSWER.toMillis()))
                .map(Message::body)
                .recover(failure -> Future.failedFuture(
                        new Unreachable("The node %s gave no answer: %s".formatted(other, failure.getMessage()))));
    }

    @Override
    public void answer(String what, Function<Buffer, Future<Buffer>> answering) {
        whenJoined(vertx -> vertx.eventBus()
                .<Buffer>consumer(
                        address(what, node),
                        message -> answering
                                .apply(message.body())
                                .onSuccess(message::reply)
                                .onFailure(failure -> message.fail(1, String.valueOf(failure.getMessage())))));
    }

    @Override
    public void tell(String what) {
        Vertx vertx = joining.result();
        if (vertx != null && manager.getNodes().size() > 1) {
            vertx.eventBus().publish(PREFIX + what, node);
        }
    }

    @Override
    public void hear(String what, Runnable heard) {
        whenJoined(vertx -> vertx.eventBus().<String>consumer(PREFIX + what, message -> {
            if (!node.equals(message.body())) {
                heard.run();
            }
        }));
    }

    @Override
    public void onChange(Runnable changed) {
        whenJoined(vertx -> manager.getHazelcastInstance().getCluster().addMembershipListener(new Comings(changed)));
    }

    private void whenJoined(Consumer<Vertx> then) {
        joining.onSuccess(vertx -> {
            try {
                then.accept(vertx);
            } catch (RuntimeException failure) {
                LOG.error("A part of the cluster could not be set up", failure);
            }
        });
    }

    private static String address(String what, String node) {
        return PREFIX + what + "." + node;
    }

    /** Leaves, so that the others need not find out. */
    @Override
    public void close() {
        try {
            Await.on(joining.compose(Vertx::close).timeout(GRACE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (Exception failure) {
            LOG.warn("The cluster could not be left in good order: {}", failure.getMessage());
        }
    }
}
