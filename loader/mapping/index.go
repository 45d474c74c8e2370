package mapping

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
	"entente/loader/internal/suggest"
)

// An index finds the actors of all fact files and mappings that are read together.
type index struct {
	ids         map[string]*actor
	names       map[string][]*actor
	identifiers map[alliance.Identifier][]holder
	// things are the conflicts and sources.
	things  map[string]*named
	suggest *suggest.Finder
	meant   map[string]string
}

// An actor is what the index knows of one.
type actor struct {
	id, name string
	kind     alliance.ActorType
	life     alliance.Span
	shared   bool
	// where is the position that it is from, for messages.
	where string
	// known are its names and aliases, folded.
	known map[string]bool
	// differs has the keys that a later row gave another value for.
	differs map[string]bool
}

// A holder is an actor and when an identifier stands for it.
type holder struct {
	*actor
	span alliance.Span
	// raw is the identifier, if rows gave it.
	raw *factfile.Identifier
}

// newIndex returns an empty index.
func newIndex() *index {
	return &index{
		ids: map[string]*actor{}, names: map[string][]*actor{}, identifiers: map[alliance.Identifier][]holder{},
		things:  map[string]*named{},
		suggest: suggest.NewFinder(3_000_000), meant: map[string]string{},
	}
}

// addDocument adds the things of a fact file.
func (x *index) addDocument(file string, doc *factfile.Document) {
	x.addThings(file, doc)
	for i := range doc.Actors {
		raw := &doc.Actors[i]
		a := x.add(raw, fmt.Sprintf("%s:%d:%d", file, raw.ID.At.Line, raw.ID.At.Column))
		for _, alias := range raw.Aliases {
			x.addName(a, alias.Value)
		}
		for _, id := range raw.Identifiers {
			x.addIdentifier(a, id.Scheme.Value, id.Value.Value, alliance.Span{From: id.From.Value, To: id.To.Value}, nil)
		}
	}
}

// addThings adds the conflicts and sources of a fact file.
func (x *index) addThings(file string, doc *factfile.Document) {
	for i := range doc.Conflicts {
		c := &doc.Conflicts[i]
		x.things[c.ID.Value] = &named{name: c.Name.Value, where: fmt.Sprintf("%s:%d:%d", file, c.ID.At.Line, c.ID.At.Column)}
	}
	for i := range doc.Sources {
		s := &doc.Sources[i]
		x.things[s.ID.Value] = &named{name: s.Title.Value, where: fmt.Sprintf("%s:%d:%d", file, s.ID.At.Line, s.ID.At.Column)}
	}
}

// add adds an actor, or returns that with its id.
func (x *index) add(raw *factfile.Actor, where string) *actor {
	if a := x.ids[raw.ID.Value]; a != nil {
		return a
	}
	a := &actor{
		id: raw.ID.Value, name: raw.Name.Value, kind: raw.Type.Value, shared: raw.SharedName.Value, where: where,
		life: alliance.Span{From: raw.From.Value, To: raw.To.Value}, known: map[string]bool{},
	}
	x.ids[a.id] = a
	x.addName(a, a.name)
	return a
}

// addName adds a name or alias of an actor, and reports whether it is new.
func (x *index) addName(a *actor, name string) bool {
	key := factfile.Fold(name)
	if key == "" || a.known[key] {
		return false
	}
	a.known[key] = true
	x.names[key] = append(x.names[key], a)
	return true
}

// owner returns another actor whose name, not alias, is the given one, unless both share it; nil if there is none.
func (x *index) owner(a *actor, name string) *actor {
	key := factfile.Fold(name)
	for _, other := range x.names[key] {
		if other != a && factfile.Fold(other.name) == key && (!other.shared || !a.shared) {
			return other
		}
	}
	return nil
}

// addIdentifier adds an id that an actor has in another data set, and reports whether it is new on some day.
func (x *index) addIdentifier(a *actor, scheme, value string, span alliance.Span, raw *factfile.Identifier) bool {
	key := alliance.Identifier{Scheme: scheme, Value: value}
	for _, h := range x.identifiers[key] {
		if h.actor == a && h.span.Overlaps(span) {
			return false
		}
	}
	x.identifiers[key] = append(x.identifiers[key], holder{a, span, raw})
	return true
}

// movedAlong returns the span of an identifier of an actor. Where another that has it has ended, it begins on the day after;
// where the actor has ended, that of another that rows gave it begins on the day after.
func (x *index) movedAlong(a *actor, scheme, value string, span alliance.Span) alliance.Span {
	held := x.identifiers[alliance.Identifier{Scheme: scheme, Value: value}]
	for i := range held {
		h := &held[i]
		switch {
		case h.actor == a || !h.span.Overlaps(span):
		case !h.life.To.IsZero() && span.To.Last() > h.life.To.Last():
			span.From = dayAfter(h.life.To)
		case !a.life.To.IsZero() && h.span.To.Last() > a.life.To.Last() && h.raw != nil:
			h.span.From = dayAfter(a.life.To)
			h.raw.From.Value = h.span.From
		}
	}
	return span
}

// dayAfter returns the day after a date.
func dayAfter(d alliance.Date) alliance.Date {
	last := int(d.Last())
	next := time.Date(last/10000, time.Month(last/100%100), last%100+1, 0, 0, 0, 0, time.UTC)
	after, err := alliance.NewDate(next.Year(), int(next.Month()), next.Day())
	if err != nil {
		return d // the last day of the calendar
	}
	return after
}

// byIdentifier returns the actors that an id in another data set stands for on a date: if it moves from one to another on a
// day in it, the later one.
func (x *index) byIdentifier(scheme, value string, on alliance.Date) []*actor {
	held := x.identifiers[alliance.Identifier{Scheme: scheme, Value: value}]
	find := func(first, last alliance.Day) (found []*actor) {
		for _, h := range held {
			if within(h.span, first, last) && within(h.life, first, last) && !slices.Contains(found, h.actor) {
				found = append(found, h.actor)
			}
		}
		return found
	}
	return lastOf(on, find)
}

// byName returns the actors with a name or alias that live on a date: if some of them on its last day, those.
func (x *index) byName(name string, on alliance.Date) []*actor {
	named := x.names[factfile.Fold(name)]
	find := func(first, last alliance.Day) (found []*actor) {
		for _, a := range named {
			if within(a.life, first, last) {
				found = append(found, a)
			}
		}
		return found
	}
	return lastOf(on, find)
}

// lastOf returns what find finds on a date; if that is several actors, those of its last day, if any.
func lastOf(on alliance.Date, find func(first, last alliance.Day) []*actor) []*actor {
	found := find(on.First(), on.Last())
	if len(found) > 1 && !on.IsZero() {
		if late := find(on.Last(), on.Last()); len(late) > 0 {
			return late
		}
	}
	return found
}

// within reports whether a span has a day between two.
func within(s alliance.Span, first, last alliance.Day) bool {
	return s.From.First() <= last && first <= s.To.Last()
}

// closest returns advice on the actor that was probably meant by a name.
func (x *index) closest(name string) string {
	key := factfile.Fold(name)
	meant, known := x.meant[key]
	if !known {
		meant = x.suggest.Closest(key, func(yield func(string) bool) {
			for name := range x.names {
				if !yield(name) {
					return
				}
			}
		})
		x.meant[key] = meant
	}
	if meant == "" {
		return ""
	}
	return listed(x.names[meant])
}

// listed returns actors with their ids, for messages.
func listed(actors []*actor) string {
	texts := make([]string, len(actors))
	for i, a := range actors {
		texts[i] = fmt.Sprintf("%s (%s)", a.id, a.name)
	}
	slices.Sort(texts)
	if most := 6; len(texts) > most {
		texts = append(texts[:most], fmt.Sprintf("%d more", len(texts)-most))
	}
	return strings.Join(texts, ", ")
}
