package network_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/network/partition"
)

// A telling is facts told in another way, which on every day says the same: each takes the lines of [anyLines] whose claims
// are separate, and returns others.
type telling func(*rapid.T, []string) []string

// tellings returns all ways to tell facts anew, by name.
func tellings() map[string]telling {
	each := func(change func(*rapid.T, string) []string) telling {
		return func(t *rapid.T, lines []string) (told []string) {
			for _, line := range lines {
				told = append(told, change(t, line)...)
			}
			return told
		}
	}
	return map[string]telling{
		"each statement a relation of its own": each(func(_ *rapid.T, line string) []string { return statements(line) }),
		"spans split":                          each(func(t *rapid.T, line string) []string { return eachStatement(t, line, splitSpan) }),
		"kinds split":                          each(func(t *rapid.T, line string) []string { return eachStatement(t, line, splitKinds) }),
		"repeated":                             each(repeat),
		"reordered":                            func(t *rapid.T, lines []string) []string { return rapid.Permutation(lines).Draw(t, "order") },
		"two data sets":                        each(twoSources),
		"statements of one relation":           func(_ *rapid.T, lines []string) []string { return joined(lines) },
	}
}

// statements returns a relation as one line for each of its statements.
func statements(line string) []string {
	parts := strings.Split(line, " ;")
	at := strings.Index(parts[0], " by ")
	told := []string{parts[0]}
	for _, statement := range parts[1:] {
		told = append(told, parts[0][:at]+statement)
	}
	return told
}

// eachStatement changes each statement, a line of its own, into several.
func eachStatement(t *rapid.T, line string, change func(*rapid.T, string) []string) (told []string) {
	for _, statement := range statements(line) {
		told = append(told, change(t, statement)...)
	}
	return told
}

// splitSpan divides the span of a statement, if its source covers more than its first year, into two that adjoin.
func splitSpan(t *rapid.T, line string) []string {
	words := strings.Fields(line)
	at := slices.IndexFunc(words, func(w string) bool { return strings.Contains(w, "/") && w[0] == '2' })
	if at < 0 {
		return []string{line}
	}
	begin, end, _ := strings.Cut(words[at], "/")
	first, _ := strconv.Atoi(begin)
	last, err := strconv.Atoi(end)
	if err != nil { // the last year that the source covers
		last = map[string]int{"s0": 2016, "s1": 2017, "s2": 2021}[words[slices.Index(words, "by")+1]]
	}
	if first >= last {
		return []string{line}
	}
	cut := rapid.IntRange(first, last-1).Draw(t, "cut")
	one, other := slices.Clone(words), slices.Clone(words)
	one[at], other[at] = fmt.Sprintf("%d/%d", first, cut), fmt.Sprintf("%d/%s", cut+1, end)
	return []string{strings.Join(one, " "), strings.Join(other, " ")}
}

// splitKinds makes a statement of several kinds one for each.
func splitKinds(_ *rapid.T, line string) []string {
	before, list, some := strings.Cut(line, "{")
	if !some {
		return []string{line}
	}
	var told []string
	for kind := range strings.SplitSeq(strings.TrimSuffix(list, "}"), ",") {
		told = append(told, before+"{"+kind+"}")
	}
	return told
}

// repeat tells a relation up to three times.
func repeat(t *rapid.T, line string) []string {
	return slices.Repeat([]string{line}, rapid.IntRange(1, 3).Draw(t, "times"))
}

// twoSources has another data set, of the same time, tell a relation, too.
func twoSources(t *rapid.T, line string) []string {
	if rapid.Bool().Draw(t, "once") {
		return []string{line}
	}
	return []string{line, strings.ReplaceAll(line, " by s", " by t")}
}

// joined makes the relations with the same parts one.
func joined(lines []string) (told []string) {
	place := map[string]int{}
	for _, line := range lines {
		at := strings.Index(line, " by ")
		if i, ok := place[line[:at]]; ok {
			told[i] += " ;" + line[at:]
			continue
		}
		place[line[:at]] = len(told)
		told = append(told, line)
	}
	return told
}

// separable generates filters that keep statements whatever others the same relation has: on a day, the status of a relation
// is the strongest of its statements, and its kinds are those of all, so both are not asked for at once. Nor is nonaggression
// asked for: an alliance that has it is kept, whatever else obliges its members.
func separable() *rapid.Generator[alliance.RelationFilter] {
	return rapid.Custom(func(t *rapid.T) (w alliance.RelationFilter) {
		dates := []string{"", "", "", "2015", "2016", "2017-06", "2018-01-01", "2019"}
		w.AsOf = date(rapid.SampledFrom(dates).Draw(t, "as of"))
		w.Since = date(rapid.SampledFrom(dates).Draw(t, "since"))
		w.Until = date(rapid.SampledFrom(dates).Draw(t, "until"))
		w.KnownBy = date(rapid.SampledFrom([]string{"", "", "2017", "2019", "2020"}).Draw(t, "known by"))
		switch rapid.SampledFrom([]string{"all", "types", "kinds", "claimed", "asserted"}).Draw(t, "what") {
		case "types":
			w.Types = choices(t, alliance.RelationTypes())
		case "kinds":
			w.Kinds = rapid.SampledFrom([][]alliance.RelationKind{
				{alliance.Weapons}, {alliance.Consultation, alliance.Troops}, {alliance.Defense},
			}).Draw(t, "kinds")
		case "claimed":
			w.Statuses = []alliance.Status{alliance.Alleged, alliance.Asserted}
		case "asserted":
			w.Statuses = []alliance.Status{alliance.Asserted}
			w.Types = []alliance.RelationType{alliance.Supports, alliance.Opposes, alliance.Recognizes, alliance.PartOf}
		}
		return w
	})
}

// TestAxiom4TellingAnew checks that to split statements, spans and kinds, to repeat, reorder and merge them, and to merge data
// sets changes nothing: no sign, score and count, no list of allies and adversaries, no bloc, no triangle, and no reason.
func TestAxiom4TellingAnew(t *testing.T) {
	for name, tell := range tellings() {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				lines := anyLines(true).Draw(t, "lines")
				declared, relations := declarations(lines)
				checkSame(t, slices.Concat(declared, relations), slices.Concat(declared, tell(t, relations)))
			})
		})
	}
}

// TestAxiom4TellingAnewInEveryWay tells facts anew in all ways, one after the other, in any order.
func TestAxiom4TellingAnewInEveryWay(t *testing.T) {
	names := []string{}
	for name := range tellings() {
		names = append(names, name)
	}
	slices.Sort(names)
	rapid.Check(t, func(t *rapid.T) {
		lines := anyLines(true).Draw(t, "lines")
		declared, relations := declarations(lines)
		told := relations
		for _, name := range rapid.Permutation(names).Draw(t, "ways") {
			if !strings.Contains(strings.Join(told, " "), " by t") || name != "two data sets" && name != "spans split" {
				told = tellings()[name](t, told)
			}
		}
		checkSame(t, slices.Concat(declared, relations), slices.Concat(declared, told))
	})
}

// declarations returns what lines declare, and the sources of another data set of the same time; and those that are relations.
func declarations(lines []string) (declared, relations []string) {
	i := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, " by ") })
	return slices.Concat(lines[:i], []string{"source t0 2016-05-21", "source t1 2018 /2017", "source t2 2020 /2021"}), lines[i:]
}

// checkSame checks that the same is concluded from facts told in two ways.
func checkSame(t *rapid.T, lines, told []string) {
	v, again := view(lines...), view(told...)
	v.Where, v.Ambivalent = separable().Draw(t, "where"), anyAmbivalence().Draw(t, "ambivalent")
	again.Where, again.Ambivalent = v.Where, v.Ambivalent
	actors := []string{}
	for _, a := range world(lines...).Actors {
		actors = append(actors, a.ID)
	}
	if diff := gocmp.Diff(conclusions(t, v, actors), conclusions(t, again, actors)); diff != "" {
		t.Errorf("told anew as\n%s\nit differs: %s", strings.Join(told, "\n"), diff)
	}
}

// conclusions describes all that is concluded from a view. Reasons and tensions are in the order of their texts: theirs
// depends on the number of sources.
func conclusions(t *rapid.T, v network.View, actors []string) (texts []string) {
	for i, from := range actors {
		texts = append(texts, from+" with")
		texts = append(texts, standingTexts(must(t)(v.Allies(t.Context(), ranking(from))))...)
		texts = append(texts, from+" against")
		texts = append(texts, standingTexts(must(t)(v.Adversaries(t.Context(), ranking(from))))...)
		for _, to := range actors[:i] {
			a := between(t, v, from, to)
			texts = append(texts, fmt.Sprint(from, to, a.Standing, a.Sign(), a.Score()))
			page, err := a.Reasons(t.Context(), network.ReasonQuery{First: 1000})
			if err != nil {
				t.Fatal(err)
			}
			at := len(texts)
			for _, r := range page.Nodes {
				texts = append(texts, fmt.Sprint(r.Rule, r.Sign(), actorIDs(r.Actors()), r.Days()))
			}
			slices.Sort(texts[at:])
		}
	}
	return append(texts, structure(t, v)...)
}

// structure describes the balance, the tensions and the blocs of a view.
func structure(t *rapid.T, v network.View) []string {
	b, err := v.Balance(t.Context(), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	page, err := b.Tensions(context.Background(), network.TensionQuery{First: 1000})
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{}
	for _, tension := range page.Nodes {
		texts = append(texts, fmt.Sprint(actorIDs(tension.Actors), tension.Hostile(), tension.Days()))
	}
	slices.Sort(texts)
	p, err := v.Blocs(t.Context(), nil, 0, partition.Blocs{Count: 2})
	if err != nil {
		t.Fatal(err)
	}
	return append(texts, fmt.Sprint(b.Triangles, b.Balanced, b.Unbalanced, page.Total, blocTexts(p), p.Frustration, p.Optimal))
}
