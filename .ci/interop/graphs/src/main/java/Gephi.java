import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/** Imports GEXF as Gephi itself does, with its own choice of what to do with parallel edges, and looks at what its timeline would play. */
final class Gephi {
    private Gephi() {}

    static String check(String gexf, Graphs.Expected expected) {
        GraphModel model = load(gexf);
        Graph graph = model.getGraph();
        Graphs.check(graph.getNodeCount() == expected.nodes(), "Gephi has " + graph.getNodeCount() + " nodes, not " + expected.nodes());
        Graphs.check(graph.getEdgeCount() == expected.edges(), "Gephi has " + graph.getEdgeCount() + " edges, not " + expected.edges());
        int spells = 0;
        for (Edge edge : graph.getEdges().toArray()) {
            spells += intervals(edge, expected.intervals());
        }
        Interval bounds = model.getTimeBounds();
        double first = expected.intervals().values().stream().flatMap(List::stream).mapToDouble(i -> i[0]).min().orElseThrow();
        double last = expected.intervals().values().stream().flatMap(List::stream).mapToDouble(i -> i[1]).max().orElseThrow();
        Graphs.check(bounds.getLow() <= first && bounds.getHigh() >= last, "Gephi's timeline is " + bounds);
        return "Gephi has " + graph.getNodeCount() + " nodes, " + graph.getEdgeCount() + " edges of "
                + model.getEdgeTypeCount() + " kinds and " + spells + " spells of them";
    }

    private static GraphModel load(String gexf) {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        Workspace workspace = projects.getCurrentWorkspace();
        ImportController imports = Lookup.getDefault().lookup(ImportController.class);
        Container container = imports.importFile(new StringReader(gexf), imports.getFileImporter(".gexf"));
        for (Issue issue : (Iterable<Issue>) () -> container.getReport().getIssues(100)) {
            Graphs.check(issue.getLevel() == Issue.Level.INFO, "Gephi says " + issue.getLevel() + ": " + issue.getMessage());
        }
        imports.process(container, new DefaultProcessor(), workspace);
        return Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
    }

    /** Compares the intervals of an edge, and its statuses in them, and returns how many there are. */
    private static int intervals(Edge edge, Map<String, List<double[]>> expected) {
        double[][] want = expected.getOrDefault((String) edge.getId(), List.of()).toArray(double[][]::new);
        Interval[] got = edge.getIntervals();
        double[][] have = Arrays.stream(got == null ? new Interval[0] : got)
                .map(i -> new double[] {i.getLow(), i.getHigh()}).toArray(double[][]::new);
        Graphs.check(Arrays.deepEquals(want, have), "Gephi has " + Arrays.deepToString(have) + " for " + edge.getId()
                + ", not " + Arrays.deepToString(want));
        for (Interval i : got == null ? new Interval[0] : got) {
            Graphs.check(edge.getAttribute("status", i) != null, "Gephi has no status of " + edge.getId() + " in " + i);
        }
        return have.length;
    }
}
