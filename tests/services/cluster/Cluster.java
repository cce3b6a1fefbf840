import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * Runs an OpenSearch cluster of several nodes on loopback, in this process, until it is told to stop.
 *
 * <p>Arguments: a folder for the nodes' files, the file to write the addresses to once all nodes run, the number of
 * nodes, and the process whose end ends this one too (0: none). The control address takes {@code POST /kill?N},
 * {@code POST /start?N} (nodes count from 0) and {@code POST /stop}.
 */
public final class Cluster {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** What a plain distribution loads, as far as it concerns searching text. */
    private static final List<Class<? extends Plugin>> MODULES = List.of(
        Netty4Plugin.class, CommonAnalysisPlugin.class, MapperExtrasPlugin.class, ReindexPlugin.class,
        PainlessPlugin.class);

    private final OpenSearchRunner runner = new OpenSearchRunner();
    private final List<Integer> httpPorts;
    private final List<Integer> transportPorts;
    private final HttpServer control;

    private Cluster(int nodes) throws IOException {
        List<Integer> ports = freePorts(2 * nodes);
        httpPorts = ports.subList(0, nodes);
        transportPorts = ports.subList(nodes, 2 * nodes);
        control = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        control.createContext("/", this::handle);
    }

    public static void main(String[] arguments) throws IOException {
        Cluster cluster = new Cluster(Integer.parseInt(arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
        endWith(Long.parseLong(arguments[3]));
        cluster.start(arguments[0]);
        cluster.announce(Path.of(arguments[1]));
    }

    /** Ends this process with its owner, also where that has ended by now; 0 is nobody. */
    private static void endWith(long owner) {
        if (owner != 0) {
            ProcessHandle.of(owner).map(ProcessHandle::onExit).orElse(CompletableFuture.completedFuture(null))
                .thenRun(() -> System.exit(0));
        }
    }

    private void start(String folder) {
        runner.setMaxHttpPort(-1); // the ports are chosen here
        runner.onBuild(this::configure).build(OpenSearchRunner.newConfigs()
            .basePath(folder).clusterName("florilegium-test").numOfNode(httpPorts.size())
            .moduleTypes(MODULES.stream().map(Class::getName).collect(Collectors.joining(",")))
            .useLogger().disableESLogger());
        control.start();
    }

    private void configure(int number, Settings.Builder settings) {
        settings.put("node.name", "node-" + (number - 1));
        settings.put("network.host", LOOPBACK.getHostAddress());
        settings.put("http.port", httpPorts.get(number - 1));
        settings.put("transport.port", transportPorts.get(number - 1));
        settings.putList("discovery.seed_hosts",
            transportPorts.stream().map(port -> LOOPBACK.getHostAddress() + ":" + port).collect(Collectors.toList()));
        // The nodes start one after the other, so the first has to form the cluster alone.
        settings.put("cluster.initial_cluster_manager_nodes", "node-0");
        // A test machine's disk may be nearly full, and a lost node's copies should be made anew at once.
        settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        settings.put("node.processors", 2);
    }

    private void announce(Path file) throws IOException {
        String urls = httpPorts.stream().map(port -> "\"" + url(port) + "\"").collect(Collectors.joining(", "));
        String text = String.format("{\"pid\": %d, \"control\": \"%s\", \"urls\": [%s]}%n",
            ProcessHandle.current().pid(), url(control.getAddress().getPort()), urls);
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String command = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String node = exchange.getRequestURI().getQuery();
        switch (command) {
            case "POST /kill" -> answer(exchange, 200, kill(Integer.parseInt(node)));
            case "POST /start" -> answer(exchange, 200, runner.startNode(Integer.parseInt(node)));
            case "POST /stop" -> {
                answer(exchange, 200, true);
                System.exit(0);
            }
            default -> answer(exchange, 404, false);
        }
    }

    private boolean kill(int index) throws IOException {
        Node node = runner.getNode(index);
        node.close();
        try {
            return node.awaitClose(30, TimeUnit.SECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void close() {
        try {
            runner.close();
        } catch (IOException failure) {
            System.err.println("A node did not close: " + failure);
        }
    }

    private static void answer(HttpExchange exchange, int status, boolean done) throws IOException {
        byte[] body = Boolean.toString(done).getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String url(int port) {
        return "http://" + LOOPBACK.getHostAddress() + ":" + port;
    }

    /** Ports that nobody listens on; all are held at once so that none is named twice. */
    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, LOOPBACK));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).collect(Collectors.toList());
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
