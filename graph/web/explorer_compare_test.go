package web_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// gulf has two members of the Arab League at war with each other, and others on either side.
const gulf = `
actors:
  - {id: arab-league, name: Arab League, type: COALITION, obligations: [DEFENSE]}
  - {id: egypt, name: Egypt, type: STATE}
  - {id: iraq, name: Iraq, type: STATE}
  - {id: jordan, name: Jordan, type: STATE}
  - {id: kuwait, name: Kuwait, type: STATE}
  - {id: usa, name: United States, type: STATE}
sources:
  - {id: charter, title: Pact of the League, published: 1991, covers: {from: 1945, to: 1991}}
  - {id: chronicle, title: Chronicle of the war, published: 1991, covers: {from: 1990, to: 1991}}
relations:
  - {subject: egypt, type: PART_OF, object: arab-league, from: 1945-03-22, evidence: [{source: charter}]}
  - {subject: iraq, type: PART_OF, object: arab-league, from: 1945-03-22, evidence: [{source: charter}]}
  - {subject: jordan, type: PART_OF, object: arab-league, from: 1945-03-22, evidence: [{source: charter}]}
  - {subject: kuwait, type: PART_OF, object: arab-league, from: 1961-07-20, evidence: [{source: charter}]}
  - {subject: iraq, type: OPPOSES, object: kuwait, from: 1990-08-02, to: 1991-02-28, evidence: [{source: chronicle}]}
  - {subject: egypt, type: SUPPORTS, object: kuwait, against: iraq, from: 1990-08-11, to: 1991-02-28, evidence: [{source: chronicle}]}
  - {subject: usa, type: SUPPORTS, object: kuwait, against: iraq, from: 1990-08-07, to: 1991-02-28, evidence: [{source: chronicle}]}
`

// heads evaluates to the headings of the page below its title.
const heads = `[...document.querySelectorAll("#page :is(h3, h4)")].map(e => e.innerText)`

// TestCompareAmbivalent compares Iraq with Kuwait, members of one alliance, before their war and in it.
func TestCompareAmbivalent(t *testing.T) {
	t.Parallel()
	b := newTab(t, serveFacts(t, written(t, gulf)).URL, phone(), "light")
	openExplorer(b, "/?asOf=1989&compare=iraq,kuwait&tab=compare")
	has(b, page(b), "Iraq and Kuwait are allies", "Iraq is part of the Arab League")
	lacks(b, page(b), "ambivalent", "enemies at once")

	openExplorer(b, "/?asOf=1990-09-01&compare=iraq,kuwait&tab=compare")
	has(b, page(b), "Iraq and Kuwait are allies and enemies at once", "They count as enemies", "1 common friend", "2 friends of enemies")
	want := []string{"Between the two", "For the same side", "Common friends (1)", "For opposite sides", "Friends of enemies (2)"}
	if got := get[[]string](b, heads); !slices.Equal(got, want) {
		t.Errorf("the parts are %q, want %q", got, want)
	}
	facts := get[[]string](b, `[...document.querySelectorAll("#page .direct a")].map(e => e.dataset.show)`)
	if want := []string{"tie:iraq.opposes.kuwait", "tie:iraq.part_of.arab-league", "tie:kuwait.part_of.arab-league"}; !slices.Equal(facts, want) {
		t.Errorf("the direct tie has the facts %q, want the war and, despite it, the memberships %q", facts, want)
	}
	rows := get[[]string](b, `[...document.querySelectorAll("#page .reason > p:first-child")].map(e => e.innerText.trim())`)
	if want := []string{"Jordan", "Egypt ambivalent tie", "United States"}; !slices.Equal(rows, want) {
		t.Errorf("the third actors are %q, want %q", rows, want)
	}
	testCompareAccess(b)
	b.clean()
}

// TestCompareDates compares on a day that no source covers, and as known before any was published.
func TestCompareDates(t *testing.T) {
	t.Parallel()
	b := newTab(t, serveFacts(t, written(t, gulf)).URL, desk(), "light")
	for dates, want := range map[string]string{
		"asOf=1992":                       "Iraq and Kuwait have nothing between them",
		"asOf=1992&presumed=true":         "As of 1992, with presumed ties\n\nIraq and Kuwait are allies\n", // the war ended, the pact did not
		"asOf=1990-09-01&knownBy=1990":    "As of 1 September 1990, as known on 1990\n\nIraq and Kuwait have nothing between them",
		"asOf=1990-09&types=OPPOSES":      "Iraq and Kuwait are enemies\n",
		"asOf=all&types=SUPPORTS,PART_OF": "Over all time, by the last day that has a tie\n\nIraq and Kuwait are allies\n",
	} {
		openExplorer(b, "/?"+dates+"&compare=iraq,kuwait&tab=compare")
		has(b, page(b), want)
	}
	b.clean()
}

// testCompareAccess unfolds everything in a comparison and checks its accessibility and width.
func testCompareAccess(b *tab) {
	b.Helper()
	get[bool](b, `document.querySelectorAll("#page details").forEach(e => { e.open = true }) === undefined`)
	has(b, page(b), "Iraq and Egypt: hostile also friendly", "T = P + N + 1")
	b.picture("explorer-compare-ambivalent")
	if wide := get[int64](b, "document.documentElement.scrollWidth"); wide > phone().width {
		b.Errorf("it is %d px wide in a window of %d", wide, phone().width)
	}
	if source := axe(b); source != "" {
		for _, found := range violations(b, source) {
			b.Error(found)
		}
	}
}

// patrons returns facts with two states that have friends in common, s000 and so on, that support both.
func patrons(friends int) string {
	var actors, relations strings.Builder
	for i := range friends {
		fmt.Fprintf(&actors, "  - {id: s%03d, name: State %d, type: STATE}\n", i, i)
		for _, one := range []string{"hentzau", "strelsau"} {
			fmt.Fprintf(&relations, "  - {subject: s%03d, type: SUPPORTS, object: %s, evidence: [{source: chronicle}]}\n", i, one)
		}
	}
	return `
actors:
  - {id: hentzau, name: Hentzau, type: STATE}
  - {id: strelsau, name: Strelsau, type: STATE}
` + actors.String() + `
sources:
  - {id: chronicle, title: Chronicle, published: 1901}
relations:
` + relations.String()
}

// TestCompareMore pages through the reasons of a comparison, to their end; the picture highlights those that are listed.
func TestCompareMore(t *testing.T) {
	t.Parallel()
	b := newTab(t, serveFacts(t, written(t, patrons(25))).URL, desk(), "light")
	openExplorer(b, "/?compare=hentzau,strelsau&tab=compare")
	has(b, page(b), "Hentzau and Strelsau are on the same side", "Common friends (25)", "No friendly or hostile tie is known")
	for _, shown := range []int{10, 20} {
		has(b, page(b), fmt.Sprintf("%d of 25", shown))
		wantHighlighted(b, shown)
		b.click(`#page .more button`)
		b.wait(fmt.Sprintf(`document.querySelectorAll("#page .reason").length > %d`, shown))
		if at := get[int](b, `[...document.querySelectorAll("#page .reason")].indexOf(document.activeElement.closest("li"))`); at != shown {
			t.Errorf("the focus is on row %d, want the first new one, %d", at, shown)
		}
	}
	wantHighlighted(b, 25)
	names := get[[]string](b, `[...document.querySelectorAll("#page .reason > p:first-child a")].map(e => e.dataset.show)`)
	slices.Sort(names)
	if len(slices.Compact(names)) != 25 {
		t.Errorf("the third actors are %q, want each of 25 once", names)
	}
	if get[bool](b, `document.querySelector("#page .more") !== null`) {
		t.Error("all are shown, and there is a button for more")
	}
	b.clean()
}

// wantHighlighted checks that the picture highlights the ties of some third actors, two of each.
func wantHighlighted(b *tab, actors int) {
	b.Helper()
	if n := get[int](b, `document.querySelectorAll("#network .tie.near").length`); n != 2*actors {
		b.Errorf("%d ties are highlighted, want 2 of each of %d third actors", n, actors)
	}
}

// standings evaluates to the headings and the rows of the lists of allies and adversaries.
const standings = `[...document.querySelectorAll("#page :is(h3, h4), #page .rows li")].map(e => e.innerText.split("\n")[0].trim())`

// TestCompareOne chooses one actor, whose allies and adversaries are listed, and then one of these.
func TestCompareOne(t *testing.T) {
	t.Parallel()
	b := newTab(t, serveFacts(t, written(t, gulf)).URL, phone(), "dark")
	wantStandings := func(want ...string) {
		t.Helper()
		if got := get[[]string](b, standings); !slices.Equal(got, want) {
			t.Errorf("the lists are %q, want %q", got, want)
		}
	}
	openExplorer(b, "/?asOf=1990-09-01&compare=usa&tab=compare")
	wantStandings("Allies", "With a direct tie (1)", "Kuwait", "By what they share (1)", "Egypt",
		"Adversaries", "With a direct tie (1)", "Iraq", "By what they share (1)", "Jordan")
	b.click("#page input[type=checkbox]")
	settled(b)
	wantStandings("Allies", "With a direct tie (1)", "Kuwait", "Adversaries", "With a direct tie (1)", "Iraq")

	openExplorer(b, "/?asOf=1990-09-01&compare=,kuwait&indirect=false&tab=compare")
	wantStandings("Allies", "With a direct tie (3)", "Egypt", "United States", "Jordan", "Adversaries", "With a direct tie (1)", "Iraq ambivalent")
	b.picture("explorer-compare-one")
	if source := axe(t); source != "" {
		for _, found := range violations(b, source) {
			t.Error(found)
		}
	}
	b.click("#page a[data-compare$=iraq]")
	settled(b)
	has(b, page(b), "Kuwait and Iraq are allies and enemies at once")
	if got := get[string](b, "location.search"); got != "?asOf=1990-09-01&compare=kuwait,iraq&indirect=false&tab=compare" {
		t.Errorf("the address is %s", got)
	}
	openExplorer(b, "/?compare=atlantis&tab=compare")
	has(b, page(b), "There is no actor “atlantis”", "Choose other actors")
	b.clean()
}
