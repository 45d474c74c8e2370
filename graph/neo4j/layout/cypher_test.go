package layout_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/load"
	"entente/graph/neo4j/neo4jtest"
	"entente/graph/storetest"
	"entente/loader/facts"
)

var update = flag.Bool("update", false, "rewrite the answers in the README")

// bundled returns the facts of both bundled data sets.
func bundled(t testing.TB) *alliance.Facts {
	t.Helper()
	return readFacts(t, facts.Open("../../../fixtures/libya-2020"), facts.Open("../../../fixtures/great-powers"))
}

// readFacts returns the facts of directories.
func readFacts(t testing.TB, dirs ...facts.Dir) *alliance.Facts {
	t.Helper()
	f, err := facts.Read(dirs...)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// A console asks a database in Cypher, as people do.
type console struct {
	db     *bolt.DB
	driver neo4j.DriverWithContext
}

// open returns a console of a server with the bundled facts.
func open(t testing.TB, server *neo4jtest.Server) console {
	t.Helper()
	db, err := bolt.New(bolt.Config{URI: server.URI, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	driver, err := neo4j.NewDriverWithContext(server.URI, neo4j.BasicAuth(server.User, server.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = db.Close(context.Background())
		_ = driver.Close(context.Background())
	})
	c := console{db, driver}
	c.load(t, bundled(t))
	return c
}

// load loads facts.
func (c console) load(t testing.TB, f *alliance.Facts) {
	t.Helper()
	if _, err := load.Load(context.Background(), c.db, f, load.Options{}); err != nil {
		t.Fatal(err)
	}
}

// ask returns the answer to a statement.
func (c console) ask(t testing.TB, statement string) *neo4j.EagerResult {
	t.Helper()
	result, err := neo4j.ExecuteQuery(context.Background(), c.driver, statement, nil, neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatalf("%s\n%v", statement, err)
	}
	return result
}

// answer returns the answer to a statement as a table.
func (c console) answer(t testing.TB, statement string) string {
	t.Helper()
	result := c.ask(t, statement)
	var b strings.Builder
	fmt.Fprintf(&b, "| %s |\n|%s\n", strings.Join(result.Keys, " | "), strings.Repeat(" --- |", len(result.Keys)))
	for _, record := range result.Records {
		for _, value := range record.Values {
			b.WriteString(strings.TrimSuffix("| "+cell(value), " ") + " ")
		}
		b.WriteString("|\n")
	}
	return b.String()
}

// cell returns a value as it is in a table.
func cell(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case []any:
		texts := make([]string, len(v))
		for i, item := range v {
			texts[i] = cell(item)
		}
		return strings.Join(texts, ", ")
	case neo4j.Date:
		return v.String()
	default:
		return strings.ReplaceAll(fmt.Sprint(v), "|", `\|`)
	}
}

// scan matches an operator that reads all nodes, or all of a label.
var scan = regexp.MustCompile(`AllNodesScan|LabelScan|NodeByLabels`)

// explain reports what is wrong with the plan of a statement, and returns what the database warns of.
func (c console) explain(t testing.TB, statement string) []neo4j.Notification {
	t.Helper()
	summary := c.ask(t, "EXPLAIN "+statement).Summary
	var check func(neo4j.Plan)
	check = func(p neo4j.Plan) {
		if scan.MatchString(p.Operator()) {
			t.Errorf("%s: %s %v", statement, p.Operator(), p.Arguments()["Details"])
		}
		for _, child := range p.Children() {
			check(child)
		}
	}
	check(summary.Plan())
	return summary.Notifications()
}

var (
	// question matches a question of the README: its statement, and its answer if there is one.
	question = regexp.MustCompile("(?s)#### \\d+\\. [^\n]+\n.*?```cypher\n(.*?)```\n((?:\n(?:\\|[^\n]*\n)+)?)")
	// statement matches any statement of the README.
	statement = regexp.MustCompile("(?s)```cypher\n(.*?)```")
	// bookkeeping matches the name of a label or a property that people need not know of.
	bookkeeping = regexp.MustCompile(`\b_\w`)
)

var database = neo4jtest.Shared()

// TestQuestions asks the questions of the README, and compares the answers. With -update, it writes them.
func TestQuestions(t *testing.T) {
	testQuestions(t, database(t))
}

// TestQuestionsOnNewest is [TestQuestions] with the newest version of Neo4j.
func TestQuestionsOnNewest(t *testing.T) {
	exhaustive.Only(t)
	testQuestions(t, neo4jtest.StartNewest(t))
}

// TestQuestionsAtScale checks the plans for a data set whose nodes and edges are in other proportions.
func TestQuestionsAtScale(t *testing.T) {
	exhaustive.Only(t)
	c := open(t, neo4jtest.Start(t))
	c.load(t, storetest.PowerLaw(2000, 8000))
	for _, match := range question.FindAllStringSubmatch(read(t, readmeFile), -1) {
		c.explain(t, match[1])
	}
}

// testQuestions is [TestQuestions] on a server.
func testQuestions(t *testing.T, server *neo4jtest.Server) {
	c := open(t, server)
	count := 0
	rewrite(t, question, func(match []string) string {
		count++
		if bookkeeping.MatchString(match[1]) {
			t.Errorf("%s: asks for bookkeeping", match[1])
		}
		for _, n := range c.explain(t, match[1]) {
			t.Errorf("%s: %s", match[1], n.Description())
		}
		return strings.TrimSuffix(match[0], match[2]) + "\n" + c.answer(t, match[1])
	})
	if count != 15 {
		t.Errorf("the README has %d questions, want 15", count)
	}
}

// rewrite compares the matches of an expression in the README with what they should be; with -update, it writes that.
func rewrite(t *testing.T, expression *regexp.Regexp, should func(match []string) string) {
	t.Helper()
	readme := read(t, readmeFile)
	whole := expression.ReplaceAllStringFunc(readme, func(text string) string {
		return should(expression.FindStringSubmatch(text))
	})
	if *update {
		if err := os.WriteFile(readmeFile, []byte(whole), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(readme, whole); diff != "" && !*update {
		t.Errorf("the answers differ (-README +got):\n%s", diff)
	}
}

// project matches the call that projects a graph: what it is of, and of which properties.
var project = regexp.MustCompile(`(?s)gds\.graph\.project\('\w+', source, target,\s*\{relationshipType: (.*?), relationshipProperties: (r \{.*?\})\},.*\)`)

// TestOtherStatements checks that the statements of the README that are no questions run, and that what would be projected
// into GDS, which is not here, is what it takes.
func TestOtherStatements(t *testing.T) {
	c := open(t, database(t))
	questions := question.FindAllString(read(t, readmeFile), -1)
	projected := 0
	for _, match := range statement.FindAllStringSubmatch(read(t, readmeFile), -1) {
		if strings.Contains(strings.Join(questions, ""), match[0]) {
			continue
		}
		core := project.ReplaceAllString(match[1], "source.id AS source, target.id AS target, $1 AS type, $2 AS properties")
		c.explain(t, core)
		if core != match[1] {
			projected++
			c.checkProjection(t, core)
		}
	}
	if projected == 0 {
		t.Error("nothing is projected")
	}
}

// checkProjection checks that the rows of a statement can be projected: two nodes, a type, and numbers.
func (c console) checkProjection(t *testing.T, core string) {
	t.Helper()
	records := c.ask(t, core).Records
	if len(records) == 0 {
		t.Errorf("%s: projects nothing", core)
	}
	for _, record := range records {
		row := record.AsMap()
		for _, name := range []string{"source", "target", "type"} {
			if _, ok := row[name].(string); !ok {
				t.Errorf("%v: no %s", row, name)
			}
		}
		properties, _ := row["properties"].(map[string]any)
		for _, name := range []string{"sign", "sources"} {
			if _, ok := properties[name].(int64); !ok {
				t.Errorf("%v: %s is no number", row, name)
			}
		}
	}
}
