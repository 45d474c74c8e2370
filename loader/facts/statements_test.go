package facts_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/loader/facts"
)

// world has the actors, sources and conflicts of the relations in these tests.
const world = `
actors:
  - {id: a, name: A, type: STATE}
  - {id: b, name: B, type: STATE}
  - {id: c, name: C, type: STATE}
  - {id: pact, name: Pact, type: COALITION}
  - {id: p, name: P, type: PERSON}
sources:
  - {id: s, title: S, published: 2000}
  - {id: t, title: T, published: 2001}
  - {id: u, title: U, published: 2002}
conflicts: [{id: war, name: War}]
`

// statements returns a line for each piece of evidence in files: its relation, source, dates and kinds.
func statements(t *testing.T, dirs ...facts.Dir) []string {
	t.Helper()
	var lines []string
	for _, r := range mustRead(t, append(dirs, dir("world.yaml", world))...).Relations {
		for _, e := range r.Evidence {
			lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s %s..%s %v", r.ID, e.Source.ID, e.From, e.To, e.KindList())))
		}
	}
	return lines
}

// What a relation says of itself is what each of its evidence says that does not say otherwise, field by field.
func TestInherited(t *testing.T) {
	for _, tt := range []struct{ name, says, evidence, want string }{
		{"nothing", "", "", ".. []"},
		{"all of it", "from: 1990, to: 1995, kinds: [WEAPONS, TROOPS]", "", "1990..1995 [TROOPS WEAPONS]"},
		{"another beginning", "from: 1990, to: 1995, kinds: [TROOPS]", "from: 1991", "1991..1995 [TROOPS]"},
		{"another end", "from: 1990, to: 1995", "to: 1996-05~", "1990..1996-05~ []"},
		{"other kinds", "from: 1990, kinds: [TROOPS]", "kinds: [FUNDING]", "1990.. [FUNDING]"},
		{"no beginning", "from: 1990, to: 1995", "from: null", "..1995 []"},
		{"no end", "from: 1990, to: 1995", "to: ", "1990.. []"},
		{"no kinds", "from: 1990, kinds: [TROOPS]", "kinds: []", "1990.. []"},
		{"all otherwise", "from: 1990, to: 1995, kinds: [TROOPS]", "from: \"-0430\", to: 0009-09-09?, kinds: [OTHER]", "-0430..0009-09-09? [OTHER]"},
		{"a denial of the same", "from: 1990, kinds: [TROOPS]", "stance: DENIES", "1990.. [TROOPS]"},
		{"the beginning after an end that does not count", "from: 1990, to: 1995", "from: 1996, to: null", "1996.. []"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			inherited := fmt.Sprintf("relations: [{subject: a, type: SUPPORTS, object: b, evidence: [{source: s, %s}], %s}]", tt.evidence, tt.says)
			for name, text := range map[string]string{"a.yaml": inherited, "a.json": string(asJSON(t, []byte(inherited)))} {
				if got := statements(t, dir(name, text)); len(got) != 1 || got[0] != "a.supports.b s "+tt.want {
					t.Errorf("%s: got %q, want %s", name, got, tt.want)
				}
			}
		})
	}
}

// Entries without an id and with the same seven parts are one relation, in one file or several, in one directory or
// several. What each says of itself goes for its own evidence.
func TestMerged(t *testing.T) {
	one := `relations: [{subject: a, type: ALLIED_WITH, object: b, from: 1990, kinds: [DEFENSE], evidence: [{source: s}]}]`
	two := `relations: [{subject: b, type: ALLIED_WITH, object: a, to: 1995, evidence: [{source: t}, {source: u, from: 1991}]}]`
	want := []string{
		"a.allied_with.b s 1990.. [DEFENSE]", "a.allied_with.b t ..1995 []", "a.allied_with.b u 1991..1995 []",
	}
	both := one + "\n---\n" + two
	for name, dirs := range map[string][]facts.Dir{
		"one file":          {dir("a.yaml", both)},
		"two files":         {dir("a.yaml", one, "b.yaml", two)},
		"the other way":     {dir("b.yaml", one, "a.yaml", two)},
		"two directories":   {dir("a.yaml", one), dir("a.yaml", two)},
		"the other way too": {dir("a.yaml", two), dir("a.yaml", one)},
		"YAML and JSON":     {dir("a.yaml", one, "b.json", string(asJSON(t, []byte(two))))},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(want, statements(t, dirs...)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// Relations that differ in one of the seven parts are two, and so are those with an id of their own.
func TestApart(t *testing.T) {
	first := "{subject: a, type: SUPPORTS, object: b, evidence: [{source: s}]}"
	for name, second := range map[string]string{
		"type":      "{subject: a, type: OPPOSES, object: b, evidence: [{source: s}]}",
		"subject":   "{subject: c, type: SUPPORTS, object: b, evidence: [{source: s}]}",
		"object":    "{subject: a, type: SUPPORTS, object: c, evidence: [{source: s}]}",
		"direction": "{subject: b, type: SUPPORTS, object: a, evidence: [{source: s}]}",
		"against":   "{subject: a, type: SUPPORTS, object: b, against: c, evidence: [{source: s}]}",
		"conflict":  "{subject: a, type: SUPPORTS, object: b, conflict: war, evidence: [{source: s}]}",
		"coalition": "{subject: a, type: SUPPORTS, object: b, coalition: pact, evidence: [{source: s}]}",
		"an id":     "{id: own, subject: a, type: SUPPORTS, object: b, evidence: [{source: s}]}",
		"its id":    "{id: a.supports.b, subject: a, type: SUPPORTS, object: b, evidence: [{source: s}]}",
		"two ids": "{id: own, subject: a, type: SUPPORTS, object: b, evidence: [{source: s}]}, " +
			"{id: own-2, subject: a, type: SUPPORTS, object: b, evidence: [{source: s}]}",
	} {
		t.Run(name, func(t *testing.T) {
			want := strings.Count(second, "subject") + 1
			f := mustRead(t, dir("world.yaml", world, "a.yaml", "relations: ["+first+", "+second+"]"))
			if len(f.Relations) != want {
				t.Errorf("got %d relations, want %d", len(f.Relations), want)
			}
		})
	}
	roles := `relations:
  - {subject: p, type: HOLDS_OFFICE, object: a, role: king, to: 1990, evidence: [{source: s}]}
  - {subject: p, type: HOLDS_OFFICE, object: a, role: president, from: 1990, evidence: [{source: s}]}
  - {subject: p, type: HOLDS_OFFICE, object: a, role: king, from: 2000, evidence: [{source: s}]}
`
	want := []string{"p.holds_office.a s ..1990 []", "p.holds_office.a s 2000.. []", "p.holds_office.a.2 s 1990.. []"}
	if diff := cmp.Diff(want, statements(t, dir("a.yaml", roles))); diff != "" {
		t.Errorf("roles (-want +got):\n%s", diff)
	}
}

// The order of entries, files and directories makes no difference to the facts, apart from the numbers in ids where
// several things would have the same.
func TestOrderOfEntries(t *testing.T) {
	var entries []string
	for _, ends := range [][2]string{{"a", "b"}, {"b", "a"}, {"b", "c"}, {"c", "b"}} {
		for i, kinds := range []string{"[]", "[DEFENSE]", "[NEUTRALITY, CONSULTATION]"} {
			entries = append(entries, fmt.Sprintf("{subject: %s, type: ALLIED_WITH, object: %s, from: %d, kinds: %s, "+
				"evidence: [{source: %c, quote: from %s to %s}]}", ends[0], ends[1], 1990+i, kinds, "stu"[i], ends[0], ends[1]))
		}
	}
	rng := rand.New(rand.NewPCG(1, 2))
	var want []string
	for range 20 {
		rng.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
		one, other := rng.IntN(len(entries)), rng.IntN(len(entries))
		from, to := min(one, other), max(one, other)
		list := func(of []string) string { return "relations: [" + strings.Join(of, ", ") + "]" }
		got := statements(t, dir("b.yaml", list(entries[:from]), "a.yaml", list(entries[from:to])), dir("a.yaml", list(entries[to:])))
		slices.Sort(got)
		if want == nil {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" || len(got) != len(entries) {
			t.Fatalf("of %q (-want +got):\n%s", entries, diff)
		}
	}
}
