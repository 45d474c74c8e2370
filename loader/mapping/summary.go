package mapping

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/loader/internal/factfile"
)

// A Summary is what a mapping made of its data.
type Summary struct {
	// File is the mapping, Data the files that it read.
	File string
	Data []string
	// Rows is the number of rows read.
	Rows  int
	Rules []RuleSummary
	// Made is the number of actors made, Found that of different ones found, by what: a scheme, name, id or
	// known; Ambiguous that of those in which several were.
	Made, Ambiguous int
	Found           map[string]int
	// Unmatched are texts of actors that were not found and left out, as the mapping allows.
	Unmatched []Unmatched
	// Aliases is the number of aliases left out because they are names of other actors.
	Aliases int
	// Relations are different relations, Statements what rows say of them.
	Relations, Statements, Events int
	// Contradictions are names and types of things that rows give differently; the first one counts.
	Contradictions []Contradiction
}

// A RuleSummary is what became of the rows under a rule.
type RuleSummary struct {
	// Name is that of the rule, or its number.
	Name string
	// Rows were read, with those of joins and lists; Skipped of them its where leaves out; Unmatched had an actor that was not
	// found; Lacking name no subject, or no object, of a relation; Mapped were mapped.
	Rows, Skipped, Unmatched, Lacking, Mapped int
}

// An Unmatched actor was not found.
type Unmatched struct {
	Text string
	Rows int
	// Meant are actors with similar names, "" if there are none.
	Meant string
}

// A Contradiction is a value of a thing that two rows give differently.
type Contradiction struct {
	// File and Pos are those of the later row.
	File string
	factfile.Pos
	Message string
}

// contradiction returns what a row says otherwise of a thing.
func contradiction(file string, at factfile.Pos, noun, id, other string, first *named) Contradiction {
	return Contradiction{file, at, fmt.Sprintf("the %s %.60q is %.60q here, but %.60q at %s (the first counts)", noun, id, other, first.name, first.where)}
}

// String returns the contradiction as file:line:column: message.
func (c Contradiction) String() string {
	return fmt.Sprintf("%s:%d:%d: %s", c.File, c.Line, c.Column, c.Message)
}

// String returns the summary in a few lines.
func (s *Summary) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "mapping %s: %s rows of %s\n", s.File, thousands(s.Rows), strings.Join(s.Data, ", "))
	for _, r := range s.Rules {
		fmt.Fprintf(&b, "  %s: %s of %s rows mapped", r.Name, thousands(r.Mapped), thousands(r.Rows))
		counted(&b, r.Skipped, "left out by where")
		counted(&b, r.Unmatched, "without a match")
		counted(&b, r.Lacking, "without a subject or object")
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "  actors: %s made", thousands(s.Made))
	for _, by := range slices.Sorted(maps.Keys(s.Found)) {
		fmt.Fprintf(&b, ", %s found by %s", thousands(s.Found[by]), by)
	}
	counted(&b, s.Aliases, "aliases left out that are names of others")
	fmt.Fprintf(&b, "\n  relations: %s, statements: %s, events: %s\n", thousands(s.Relations), thousands(s.Statements), thousands(s.Events))
	for i, u := range s.Unmatched {
		if i == unmatchedShown {
			fmt.Fprintf(&b, "  … and %s more that were not found\n", thousands(len(s.Unmatched)-i))
			break
		}
		fmt.Fprintf(&b, "  not found: %s\n", u)
	}
	for _, c := range s.Contradictions {
		fmt.Fprintf(&b, "  %v\n", c)
	}
	return b.String()
}

// unmatchedShown is how many actors that were not found a summary names.
const unmatchedShown = 10

// String returns the actor, its rows, and what was perhaps meant.
func (u Unmatched) String() string {
	text := fmt.Sprintf("%.60q in %s rows", u.Text, thousands(u.Rows))
	if u.Meant != "" {
		text += ", perhaps " + u.Meant
	}
	return text
}

// counted writes a number and what it counts, unless it is zero.
func counted(b *strings.Builder, n int, what string) {
	if n > 0 {
		fmt.Fprintf(b, ", %s %s", thousands(n), what)
	}
}
