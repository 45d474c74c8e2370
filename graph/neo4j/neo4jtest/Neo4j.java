import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * A host of Neo4j Community servers: java … Neo4j.java IDLE. Each connection to its port on 127.0.0.1 has its own
 * server, which lasts as long as the connection; starting another takes a second, as the classes are already loaded.
 * The host prints "host PORT" when it accepts connections, and ends once no client has been connected for IDLE seconds.
 *
 * <p>It greets each client with "neo4j". Requests and replies are lines with tabs between their parts:
 *
 * <ul>
 *   <li>"start DIRECTORY PORT SETTING=VALUE…"; port 0 picks a free one: "ready PORT"
 *   <li>"stop", which keeps the data: "stopped"
 *   <li>"temporary DIRECTORY", to be deleted when the connection ends: "noted"
 * </ul>
 *
 * The reply to a request that fails is "failed REASON".
 */
public class Neo4j {
  /** How long to wait for the first client, in milliseconds. */
  private static final long FIRST = 60_000;

  private static int connected;

  /** When a client last connected or disconnected, in milliseconds. */
  private static long left = now();

  public static void main(String[] args) throws Exception {
    long idle = Long.parseLong(args[0]) * 1000;
    var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    System.out.println("host " + socket.getLocalPort());
    System.out.flush();
    new Thread(() -> accept(socket)).start();
    endWhenIdle(idle);
  }

  private static synchronized void endWhenIdle(long idle) throws InterruptedException {
    for (long wait = FIRST; wait > 0; wait = left + idle - now()) {
      do {
        Neo4j.class.wait(connected > 0 ? 0 : wait);
      } while (connected > 0);
    }
    System.exit(0);
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  private static synchronized void count(int change) {
    connected += change;
    left = now();
    Neo4j.class.notifyAll();
  }

  private static void accept(ServerSocket socket) {
    try {
      while (true) {
        var client = socket.accept();
        count(1);
        new Thread(() -> serve(client)).start();
      }
    } catch (IOException e) {
      System.err.println("accept: " + e);
      System.exit(1);
    }
  }

  /** Serves one client until its connection ends, and then stops its server. */
  private static void serve(Socket client) {
    DatabaseManagementService server = null;
    var temporary = new ArrayList<Path>();
    try (client;
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        var out = new PrintWriter(new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8), true)) {
      out.println("neo4j");
      for (String line; (line = in.readLine()) != null; ) {
        var request = line.split("\t");
        try {
          switch (request[0]) {
            case "start":
              stop(server);
              server = null;
              int port = request[2].equals("0") ? freePort() : Integer.parseInt(request[2]);
              server = start(Path.of(request[1]), port, Arrays.asList(request).subList(3, request.length));
              out.println("ready\t" + port);
              break;
            case "stop":
              stop(server);
              server = null;
              out.println("stopped");
              break;
            case "temporary":
              temporary.add(Path.of(request[1]));
              out.println("noted");
              break;
            default:
              out.println("failed\tno such request: " + request[0]);
          }
        } catch (Exception e) {
          e.printStackTrace();
          out.println("failed\t" + reason(e));
        }
      }
    } catch (IOException e) {
      // The client was killed.
    } finally {
      stop(server);
      temporary.forEach(Neo4j::delete);
      count(-1);
    }
  }

  private static void stop(DatabaseManagementService server) {
    if (server != null) server.shutdown();
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("delete " + directory + ": " + e);
    }
  }

  /** Returns the messages of an exception and its causes, on one line. */
  private static String reason(Throwable e) {
    var text = e.toString();
    for (var cause = e.getCause(); cause != null; cause = cause.getCause()) text += ": " + cause;
    return text.replaceAll("\\s+", " ");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static DatabaseManagementService start(Path directory, int port, List<String> more) throws IOException {
    var settings = new ArrayList<>(List.of(
        "server.bolt.enabled=true",
        "server.bolt.listen_address=127.0.0.1:" + port,
        "server.bolt.advertised_address=127.0.0.1:" + port,
        "dbms.security.auth_enabled=true",
        "dbms.usage_report.enabled=false",
        "db.logs.query.enabled=OFF",
        // Tests fill the database again and again: avoid replanning each time.
        "dbms.cypher.min_replan_interval=1h",
        "dbms.cypher.statistics_divergence_threshold=0.99",
        "server.memory.pagecache.size=64m",
        // Do not wait for more clients when shutting down, which takes ten seconds.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period=0"));
    settings.addAll(more);
    var file = Files.createDirectories(directory).resolve("test.conf");
    Files.write(file, settings);
    return new DatabaseManagementServiceBuilder(directory).loadPropertiesFromFile(file).build();
  }
}
