import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.nio.BaseEventDrivenImporter;
import org.jgrapht.nio.GraphImporter;
import org.jgrapht.nio.gexf.SimpleGEXFImporter;
import org.jgrapht.nio.gml.GmlImporter;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.jgrapht.nio.json.JSONImporter;
import org.jgrapht.util.SupplierUtil;

/** Imports each format with JGraphT. */
final class JGraphT {
    private JGraphT() {}

    static String check(String url, int nodes, int edges) throws Exception {
        GraphMLImporter<String, DefaultEdge> graphml = new GraphMLImporter<>();
        GmlImporter<String, DefaultEdge> gml = new GmlImporter<>();
        JSONImporter<String, DefaultEdge> json = new JSONImporter<>();
        graphml.setVertexFactory(id -> id);
        gml.setVertexFactory(String::valueOf);
        json.setVertexFactory(id -> id);
        open(graphml, url, "graphml", nodes, edges);
        open(gml, url, "gml", nodes, edges);
        open(json, url, "json", nodes, edges);
        SimpleGEXFImporter<String, DefaultEdge> gexf = new SimpleGEXFImporter<>();
        gexf.setVertexFactory(id -> id);
        gexf.setSchemaValidation(false); // its schema is that of GEXF 1.2
        open(gexf, url, "gexf", nodes, edges);
        return "JGraphT has as many in GraphML, GML, JSON and GEXF";
    }

    private static void open(GraphImporter<String, DefaultEdge> importer, String url, String format, int nodes, int edges) throws Exception {
        Graph<String, DefaultEdge> graph = new DirectedPseudograph<>(SupplierUtil.createStringSupplier(), SupplierUtil.createDefaultEdgeSupplier(), false);
        Set<String> names = new HashSet<>();
        if (importer instanceof BaseEventDrivenImporter<?, ?> driven) {
            driven.addVertexAttributeConsumer((vertex, value) -> {
                if (vertex.getSecond().equals("name") || vertex.getSecond().equals("label")) {
                    names.add(value.getValue());
                }
            });
        }
        importer.importGraph(graph, new StringReader(Graphs.fetch(url + "/export/network." + format)));
        Graphs.check(graph.vertexSet().size() == nodes && graph.edgeSet().size() == edges,
                "JGraphT has " + graph.vertexSet().size() + " nodes and " + graph.edgeSet().size() + " edges in " + format);
        Graphs.check(!names.isEmpty(), "JGraphT has no names in " + format);
    }
}
