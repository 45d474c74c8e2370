package network_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/fixtures"
	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/network/partition"
	"entente/loader/facts"
)

// TestLibya tests the facts that come with entente.
func TestLibya(t *testing.T) {
	read, err := facts.Read(facts.Dir{Name: "libya-2020", FS: fixtures.Libya()})
	if err != nil {
		t.Fatal(err)
	}
	v := network.View{Store: storeOf(read)}
	tests := []struct{ one, other, want, why string }{
		{
			"russia", "uae", "uae POS +0.33 COMMON_FRIEND COMMON_ENEMY",
			"COMMON_FRIEND lna, COMMON_ENEMY gna",
		},
		{
			"russia", "turkey", "turkey NEG -0.38 FRIEND_OF_ENEMY FRIEND_OF_ENEMY OPPOSED_PROXIES",
			"FRIEND_OF_ENEMY gna, FRIEND_OF_ENEMY lna, OPPOSED_PROXIES lna gna",
		},
		{"turkey", "qatar", "qatar POS +0.33 COMMON_FRIEND COMMON_ENEMY", "COMMON_FRIEND gna, COMMON_ENEMY lna"},
		{"russia", "haftar", "haftar NEU +0.00", ""},
		{"russia", "germany", "germany NEU +0.00", ""},
	}
	for _, test := range tests {
		got, err := v.Alignment(t.Context(), test.one, test.other)
		if err != nil {
			t.Fatal(err)
		}
		why := strings.Join(viaTexts(reasonsOf(t, got, network.ReasonQuery{First: 9}).Nodes), ", ")
		if summary(*got) != test.want || why != test.why {
			t.Errorf("got  %s: %s\nwant %s: %s", summary(*got), why, test.want, test.why)
		}
	}
}

// TestBundledAgainstTheOracle compares what is concluded from the facts that come with entente with what plain loops over
// days find.
func TestBundledAgainstTheOracle(t *testing.T) {
	for name, dir := range map[string]facts.Dir{
		"libya": {Name: "libya-2020", FS: fixtures.Libya()}, "great powers": facts.Open("../../fixtures/great-powers"),
	} {
		read, err := facts.Read(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, where := range []alliance.RelationFilter{
			{}, {Viewpoint: alliance.Viewpoint{AsOf: date("1890")}}, {Viewpoint: alliance.Viewpoint{Since: date("1907"), Presumed: true, Until: date("2021")}},
			{Kinds: []alliance.RelationKind{alliance.Defense}}, {Statuses: alliance.Statuses()},
		} {
			o, v := newOracle(read, where, network.AsHostile), network.View{Store: storeOf(read), Where: where}
			for _, from := range o.actors() {
				allies, err := v.Allies(t.Context(), ranking(from))
				adversaries, err2 := v.Adversaries(t.Context(), ranking(from))
				if err := errors.Join(err, err2); err != nil {
					t.Fatal(err)
				}
				if diff := gocmp.Diff(o.ranked(from, 1, true), standingTexts(allies)); diff != "" {
					t.Errorf("%s, %+v: allies of %s: %s", name, where, from, diff)
				}
				if diff := gocmp.Diff(o.ranked(from, -1, true), standingTexts(adversaries)); diff != "" {
					t.Errorf("%s, %+v: adversaries of %s: %s", name, where, from, diff)
				}
			}
		}
	}
}

// A dispute is a line of a file of known networks: two actors, whether they are friends, and the time span.
type dispute struct {
	a, b       string
	friendly   bool
	begin, end int
}

// sharedRows reads the rows of a data set in a file of the shared folder. The data belong to their owners and are not part of
// the project: it skips the test if ENTENTE_SHARED does not name that folder.
func sharedRows(t *testing.T, path ...string) [][]string {
	t.Helper()
	shared := os.Getenv("ENTENTE_SHARED")
	if shared == "" {
		t.Skip("ENTENTE_SHARED does not name the folder with " + filepath.Join(path...))
	}
	text, err := os.ReadFile(filepath.Join(append([]string{shared}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// disputes reads a known network.
func disputes(t *testing.T, name string) []dispute {
	t.Helper()
	var all []dispute
	for _, row := range sharedRows(t, "data", "known", name)[1:] {
		d := dispute{a: strings.ToLower(row[0]), b: strings.ToLower(row[1]), friendly: row[2] == "1"}
		if len(row) > 3 {
			d.begin, _ = strconv.Atoi(row[3])
			d.end, _ = strconv.Atoi(row[4])
		}
		all = append(all, d)
	}
	return all
}

// lines formats disputes as relations.
func lines(disputes []dispute) []string {
	var lines []string
	for _, d := range disputes {
		verb := "opposes"
		if d.friendly {
			verb = "allied_with"
		}
		span := ""
		if d.end > 0 {
			span = " " + strconv.Itoa(d.begin) + "/" + strconv.Itoa(d.end-1)
		}
		lines = append(lines, d.a+" "+verb+" "+d.b+span)
	}
	return lines
}

// TestGahukuGama tests the highland tribes of Read (1954).
func TestGahukuGama(t *testing.T) {
	tribes := lines(disputes(t, "gahuku_gama_edges.csv"))
	for count, want := range map[int]int{2: 7, 3: 2, 4: 4, 5: 5} {
		p, err := view(tribes...).Blocs(t.Context(), nil, 0, partition.Blocs{Count: count, Exactly: true})
		if err != nil || p.Frustration != want || len(p.Frustrated) != want || !p.Optimal {
			t.Errorf("%d blocs: %+v, %v; want frustration %d", count, p, err, want)
		}
		if count == 2 && !slices.Equal(blocTexts(p)[1], []string{"gama", "gavev", "kotun", "nagad"}) {
			t.Errorf("two blocs: %v", blocTexts(p))
		}
	}
	b := balance(t, tribes...)
	if degree, _ := b.DegreeOK(); !slices.Equal(b.Triangles, []int{19, 2, 40, 7}) || b.Balanced != 59 || degree < .8676 || degree > .8677 {
		t.Errorf("%+v, degree %v", b.Triangles, degree)
	}
	if page := tensions(t, b, network.TensionQuery{First: 7, Hostile: []int{3}}); len(page.Nodes) != 7 || page.Total != 7 {
		t.Errorf("%v", tensionTexts(page.Nodes))
	}
}

// TestSixPowers tests the powers before the First World War (Antal, Krapivsky and Redner 2006).
func TestSixPowers(t *testing.T) {
	facts := world(lines(disputes(t, "wwi_powers_1872_1918.csv"))...)
	store := storeOf(facts)
	for year, ties := range map[string]int{"1872": 9, "1882": 11, "1890": 10, "1891": 11, "1904": 11, "1907": 15} {
		v := network.View{Store: store, Where: alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date(year)}}}
		s, err := v.Ties(t.Context(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		p, err := v.Blocs(t.Context(), nil, 0, partition.Blocs{Count: 2})
		if err != nil {
			t.Fatal(err)
		}
		want := 1
		if year == "1907" {
			want = 0
			b, err := v.Balance(t.Context(), nil, 0)
			if err != nil || !slices.Equal(b.Triangles, []int{2, 0, 18, 0}) {
				t.Errorf("%s: %v, %v", year, b.Triangles, err)
			}
		}
		if len(s.Ties) != ties || p.Frustration != want {
			t.Errorf("%s: %d ties, want %d; frustration %d, want %d", year, len(s.Ties), ties, p.Frustration, want)
		}
	}
}
