import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Opens the networks that a running server exports in Gephi's toolkit and in JGraphT, and compares them with its answers. */
public final class Graphs {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Graphs() {}

    public static void main(String[] args) throws Exception {
        String url = args[0];
        Expected relations = expected(url);
        String gephi = Gephi.check(fetch(url + "/export/network.gexf"), relations);
        String jgrapht = JGraphT.check(url, relations.nodes(), relations.edges());
        System.out.println("networks: " + gephi + "; " + jgrapht);
        System.exit(0); // Gephi leaves threads running
    }

    /** What a network has: numbers of nodes and edges, and the intervals of each edge that has any, in milliseconds. */
    record Expected(int nodes, int edges, Map<String, List<double[]>> intervals) {}

    /** Asks the server by other ways than the files that are checked: GraphQL, and the table of periods. */
    private static Expected expected(String url) throws IOException, InterruptedException {
        String query = "{\"query\":\"{ network(limit: 5000) { truncated nodes { id } edges { id } } }\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/graphql"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(query)).build();
        JsonObject network = JsonParser.parseString(text(request)).getAsJsonObject()
                .getAsJsonObject("data").getAsJsonObject("network");
        check(!network.get("truncated").getAsBoolean(), "the network is too large to compare it");
        Map<String, List<double[]>> intervals = new HashMap<>();
        for (String line : fetch(url + "/export/periods.jsonl").split("\n")) {
            JsonObject period = JsonParser.parseString(line).getAsJsonObject();
            if (!period.get("status").getAsString().equals("DENIED")) {
                intervals.computeIfAbsent(period.get("relation").getAsString(), id -> new ArrayList<>())
                        .add(new double[] {day(period, "firstDay", Double.NEGATIVE_INFINITY), day(period, "lastDay", Double.POSITIVE_INFINITY)});
            }
        }
        return new Expected(network.getAsJsonArray("nodes").size(), network.getAsJsonArray("edges").size(), intervals);
    }

    private static double day(JsonObject period, String key, double open) {
        return period.get(key).isJsonNull() ? open
                : LocalDate.parse(period.get(key).getAsString()).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** Returns the text at an address. */
    static String fetch(String address) throws IOException, InterruptedException {
        return text(HttpRequest.newBuilder(URI.create(address)).build());
    }

    private static String text(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        check(answer.statusCode() == 200, request.uri() + ": " + answer.statusCode() + " " + answer.body());
        return answer.body();
    }

    /** Fails with a message unless something is true. */
    static void check(boolean ok, String message) {
        if (!ok) {
            System.err.println("networks: " + message);
            System.exit(1);
        }
    }
}
