package network_test

import (
	"fmt"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// world returns the facts in some lines. Most are relations: `subject VERB object`, then in any order the parts `against
// x`, `within coalition` and `in conflict`, and statements separated by semicolons. A statement has, in any order and all
// of them optional, spans (`2018/2020`, `2018/`), kinds (`{WEAPONS,TROOPS}`, `DEFENSE`), a stance (alleged, disputed, denied), its
// source (`by paper`) or a number of sources that say the same (`×3`). The relations have the ids `subject.verb.object`,
// then `….2` and so on. Other lines declare:
//
//	actor TYPE id Name of it
//	coalition id {DEFENSE}
//	life id 1990/2000
//	source id 1991-06-30 1980/1990
//
// Actors that are not declared are states with their ids as names, and sources that are not named were published in 2020
// and cover nothing later. A declared source has a day of publication and, optionally, the time that it covers.
func world(lines ...string) *alliance.Facts {
	w := &builder{
		actors: map[string]*alliance.Actor{}, conflicts: map[string]*alliance.Conflict{}, sources: map[string]*alliance.Source{},
		taken: map[string]int{},
	}
	for i := range 3 {
		w.source(sourceName(i), "2020")
	}
	for _, line := range lines {
		w.line(line)
	}
	f := alliance.Facts{Relations: w.relations}
	for _, a := range w.actors {
		f.Actors = append(f.Actors, a)
	}
	for _, c := range w.conflicts {
		f.Conflicts = append(f.Conflicts, c)
	}
	for _, s := range w.sources {
		f.Sources = append(f.Sources, s)
	}
	return alliance.NewFacts(f)
}

// sourceName returns the id of a source that need not be declared, of which there are three.
func sourceName(i int) string { return fmt.Sprint("source-", i) }

// A builder builds facts.
type builder struct {
	actors    map[string]*alliance.Actor
	conflicts map[string]*alliance.Conflict
	sources   map[string]*alliance.Source
	relations []*alliance.Relation
	taken     map[string]int
}

// line adds what a line says.
func (w *builder) line(line string) {
	switch words := strings.Fields(line); words[0] {
	case "actor":
		parts := strings.SplitN(line, " ", 4)
		w.actors[parts[2]] = &alliance.Actor{ID: parts[2], Type: alliance.ActorType(parts[1]), Name: parts[3]}
	case "coalition":
		w.actor(words[1]).Type = alliance.Coalition
		w.actor(words[1]).Obligations = kinds(words[2])
	case "life":
		w.actor(words[1]).Span = span(words[2])
	case "source":
		w.source(words[1], words[2])
		if len(words) > 3 {
			w.sources[words[1]].Covers = span(words[3])
		}
	default:
		w.relation(line)
	}
}

// source adds a source.
func (w *builder) source(id, published string) {
	w.sources[id] = &alliance.Source{ID: id, Title: "Source", Published: date(published)}
}

// actor returns the actor with the id.
func (w *builder) actor(id string) *alliance.Actor {
	if w.actors[id] == nil {
		w.actors[id] = &alliance.Actor{ID: id, Type: alliance.State, Name: id}
	}
	return w.actors[id]
}

// relation adds the relation that a line describes.
func (w *builder) relation(line string) {
	statements := strings.Split(line, ";")
	words := strings.Fields(statements[0])
	id := strings.Join(words[:3], ".")
	if w.taken[id]++; w.taken[id] > 1 {
		id = fmt.Sprint(id, ".", w.taken[id])
	}
	r := &alliance.Relation{
		ID: id, Subject: w.actor(words[0]), Object: w.actor(words[2]), Type: alliance.RelationType(strings.ToUpper(words[1])),
	}
	w.statement(r, w.parts(r, words[3:]))
	for _, statement := range statements[1:] {
		w.statement(r, w.parts(r, strings.Fields(statement)))
	}
	w.relations = append(w.relations, r)
}

// parts sets the parts of a relation that words describe, and returns the other words.
func (w *builder) parts(r *alliance.Relation, words []string) (rest []string) {
	for i := 0; i < len(words); i++ {
		switch words[i] {
		case "against":
			i++
			r.Against = w.actor(words[i])
		case "within":
			i++
			r.Coalition = w.actor(words[i])
		case "in":
			i++
			if w.conflicts[words[i]] == nil {
				w.conflicts[words[i]] = &alliance.Conflict{ID: words[i], Name: words[i]}
			}
			r.Conflict = w.conflicts[words[i]]
		default:
			rest = append(rest, words[i])
		}
	}
	return rest
}

// statement adds the evidence that words describe.
func (w *builder) statement(r *alliance.Relation, words []string) {
	stances := []alliance.Stance{alliance.Asserts}
	said := alliance.Evidence{Fact: r.ID}
	var spans []alliance.Span
	for i := 0; i < len(words); i++ {
		switch word := words[i]; {
		case word == "by":
			i++
			said.Source = w.sources[words[i]]
		case word == "alleged":
			stances = []alliance.Stance{alliance.Alleges}
		case word == "disputed":
			stances = []alliance.Stance{alliance.Asserts, alliance.Denies}
		case word == "denied":
			stances = []alliance.Stance{alliance.Denies}
		case strings.HasPrefix(word, "×"):
			stances = slices.Repeat(stances, int(word[len(word)-1]-'0'))
		case strings.Contains(word, "/"):
			spans = append(spans, span(word))
		default:
			said.Kinds |= kinds(word)
		}
	}
	if spans == nil {
		spans = []alliance.Span{{}}
	}
	for i, s := range stances {
		for _, said.Span = range spans {
			w.say(r, said, s, sourceName(i))
		}
	}
}

// say adds evidence of a stance to a relation, from a source unless it has one.
func (w *builder) say(r *alliance.Relation, e alliance.Evidence, s alliance.Stance, source string) {
	e.ID, e.Stance = fmt.Sprint(r.ID, ".e", len(r.Evidence)), s
	if e.Source == nil {
		e.Source = w.sources[source]
	}
	r.Evidence = append(r.Evidence, &e)
}

// kinds parses a list of kinds in braces.
func kinds(s string) alliance.KindSet {
	var list []alliance.RelationKind
	for k := range strings.SplitSeq(strings.Trim(s, "{}"), ",") {
		if k != "" {
			list = append(list, alliance.RelationKind(k))
		}
	}
	return alliance.SetOf(list...)
}

// span parses a span.
func span(s string) alliance.Span {
	from, to, _ := strings.Cut(s, "/")
	return alliance.Span{From: date(from), To: date(to)}
}

// date parses a date; an empty text is an absent one.
func date(s string) alliance.Date {
	if s == "" {
		return alliance.Date{}
	}
	return alliance.MustDate(s)
}
