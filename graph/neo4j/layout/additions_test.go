package layout_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/loader/facts"
)

// added asks for what [TestAdditions] adds, and for what it is added to.
const added = `
	MATCH (n:Note)-[:MENTIONS]->(a:Militia:Actor {id: 'lna', myScore: 0.7})<-[s:SUPPORTS {myWeight: 2}]-(backer)
	OPTIONAL MATCH (own:Actor {id: 'german-empire', mine: true})
	RETURN elementId(n), elementId(a), elementId(s) AS edge, elementId(own), own.name, own:Mine ORDER BY edge`

// TestAdditions checks what the README says that people may add: that it stays when facts are loaded and removed.
func TestAdditions(t *testing.T) {
	c := open(t, database(t))
	t.Cleanup(func() {
		open(t, database(t))
		c.ask(t, `MATCH (n:Note) DETACH DELETE n`)
		c.ask(t, `MATCH (a:Militia) REMOVE a:Militia, a.myScore`)
		c.ask(t, `MATCH (a:Mine) REMOVE a:Mine, a.mine`)
	})
	libya := readFacts(t, facts.Open("../../../fixtures/libya-2020"))
	c.load(t, libya)
	for _, match := range statement.FindAllStringSubmatch(section(t, "### What you may add"), -1) {
		c.ask(t, match[1])
	}
	c.ask(t, `CREATE (:Mine:Actor {id: 'german-empire', mine: true})`)
	want := c.ask(t, added).Records
	if len(want) != 3 {
		t.Fatalf("%d supporters have what was added, want 3", len(want))
	}
	c.load(t, bundled(t))
	for _, record := range want {
		record.Values[4] = "German Empire" // a node of their own that is a thing of the facts now
	}
	if diff := cmp.Diff(want, c.ask(t, added).Records); diff != "" {
		t.Errorf("what was added differs after a load (-before +after):\n%s", diff)
	}
	c.load(t, libya)
	if notes := strings.TrimSpace(c.answer(t, `MATCH (n:Note) RETURN count(*) AS notes`)); !strings.HasSuffix(notes, "| 1 |") {
		t.Errorf("after facts were removed:\n%s", notes)
	}
}
