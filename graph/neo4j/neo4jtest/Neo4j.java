import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * A real Neo4j Community server with Bolt on 127.0.0.1: java … Neo4j.java DIRECTORY PORT [SETTING=VALUE…]. Port 0 takes
 * a free one. It prints "ready PORT" when it answers, and ends when its standard input does, so that it cannot outlive
 * who started it. With -Dentente.temporary=true it then deletes what DIRECTORY is in.
 */
public class Neo4j {
  public static void main(String[] args) throws Exception {
    var directory = Path.of(args[0]);
    int port = Integer.parseInt(args[1]);
    if (Boolean.getBoolean("entente.temporary")) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory.getParent())));
    }
    for (int tries = 0; ; tries++) {
      int chosen = port == 0 ? freePort() : port;
      try {
        serve(start(directory, chosen, args), chosen);
        return;
      } catch (RuntimeException e) {
        // Another process may have taken the port that was free a moment ago.
        if (port != 0 || tries == 3) throw e;
      }
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static DatabaseManagementService start(Path directory, int port, String[] args) throws IOException {
    var settings = new ArrayList<>(List.of(
        "server.bolt.enabled=true",
        "server.bolt.listen_address=127.0.0.1:" + port,
        "server.bolt.advertised_address=127.0.0.1:" + port,
        "dbms.security.auth_enabled=true",
        "dbms.usage_report.enabled=false",
        "db.logs.query.enabled=OFF",
        // Tests fill the database again and again: plans are not to be made anew each time.
        "dbms.cypher.min_replan_interval=1h",
        "dbms.cypher.statistics_divergence_threshold=0.99",
        "server.memory.pagecache.size=512m"));
    settings.addAll(Arrays.asList(args).subList(2, args.length));
    var file = Files.createDirectories(directory).resolve("test.conf");
    Files.write(file, settings);
    return new DatabaseManagementServiceBuilder(directory).loadPropertiesFromFile(file).build();
  }

  private static void serve(DatabaseManagementService dbms, int port) throws IOException {
    System.out.println("ready " + port);
    while (System.in.read() >= 0) {}
    dbms.shutdown();
    System.out.println("stopped");
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    } catch (IOException | UncheckedIOException e) {
      System.err.println("delete " + directory + ": " + e);
    }
  }
}
