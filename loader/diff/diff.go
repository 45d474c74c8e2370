// Package diff finds what differs between two data sets, and prints it for people and for programs.
//
// [Between] compares everything that the version of a data set is made from, so two data sets differ if and only if their
// versions do. Things are the same if they have the same id; one that went and one that came with equal contents are one
// that was renamed, if there is no other choice. Of facts, it also finds what they mean: statements add up to a status,
// kinds and periods, which may change because a source, or the life of an actor, did.
package diff

import (
	"cmp"
	"slices"

	"entente/graph/alliance"
)

// A Type is a type of thing, under its name in the output.
type Type string

// The types of things, in the order of a diff.
const (
	Dataset  Type = "DATASET"
	Actor    Type = "ACTOR"
	Source   Type = "SOURCE"
	Conflict Type = "CONFLICT"
	Relation Type = "RELATION"
	Event    Type = "EVENT"
	// Statement is the type of evidence, which is found under its fact.
	Statement Type = "STATEMENT"
)

// Types returns all types of things, in the order of a diff.
func Types() []Type { return []Type{Dataset, Actor, Source, Conflict, Relation, Event, Statement} }

// An Op is what happened to a thing.
type Op string

// What happens to things, in the order of a diff.
const (
	Removed Op = "REMOVED"
	Changed Op = "CHANGED"
	Renamed Op = "RENAMED"
	Added   Op = "ADDED"
)

// Ops returns everything that happens to things, in the order of a diff.
func Ops() []Op { return []Op{Removed, Changed, Renamed, Added} }

// A Diff is what differs between two data sets.
type Diff struct {
	// Old and New are the versions of the data sets.
	Old, New string
	// Changes are ordered by type and, within one, by op, then by id.
	Changes []Change
}

// Empty reports whether nothing differs.
func (d *Diff) Empty() bool { return len(d.Changes) == 0 }

// A Change is what happened to one thing.
type Change struct {
	Op   Op   `json:"change"`
	Type Type `json:"type"`
	// ID is the id that the thing has, or had if it was removed; a description of a data set has its title instead.
	ID string `json:"id"`
	// Was is the id that a renamed thing had.
	Was string `json:"was,omitempty"`
	// Name is the name or title of the thing, or the summary of a relation; of one that was removed, what it had been.
	Name string `json:"name"`
	// Fields are those of a changed thing that differ, in the order of the schema. A reference to a thing that was only renamed
	// does not differ.
	Fields []Field `json:"fields,omitempty"`
	// Meaning is what statements add up to, where that differs: status, kinds and periods.
	Meaning []Field `json:"meaning,omitempty"`
	// Statements are the evidence that differs; all of it if the fact was added or removed.
	Statements []StatementChange `json:"statements,omitempty"`
}

// A StatementChange is what happened to one piece of evidence for a fact.
type StatementChange struct {
	Op Op `json:"change"`
	// ID is the id that the statement has, or had if it was removed; Was is the one that a renamed statement had.
	ID  string `json:"id"`
	Was string `json:"was,omitempty"`
	// Source, Stance and Quote are those of the statement; of one that was removed, what they had been.
	Source string          `json:"source"`
	Stance alliance.Stance `json:"stance"`
	Quote  string          `json:"quote"`
	// Fields are those of a changed statement that differ.
	Fields []Field `json:"fields,omitempty"`
}

// A Field is a field that differs, under its name in fact files. An absent value is an empty list; what is no list is a
// list of one.
type Field struct {
	Name string   `json:"field"`
	Old  []string `json:"old"`
	New  []string `json:"new"`
}

// Between returns what differs between an old and a new data set.
func Between(before, after *alliance.Facts) *Diff {
	d := &Diff{Old: before.Dataset().Version, New: after.Dataset().Version}
	old, now := side{before, renames(before, after)}, side{after, nil}
	d.Changes = slices.Concat(
		datasets(before.Collections, after.Collections),
		compare(old, now, before.Actors, after.Actors, side.actor),
		compare(old, now, before.Sources, after.Sources, side.source),
		compare(old, now, before.Conflicts, after.Conflicts, side.conflict),
		compare(old, now, before.Relations, after.Relations, side.relation),
		compare(old, now, before.Events, after.Events, side.event),
	)
	return d
}

// compare returns what happened to things of one type; read returns what is compared of each.
func compare[T alliance.Node](old, now side, before, after []T, read func(side, T) thing) []Change {
	var changes []Change
	had := make(map[string]T, len(before))
	for _, b := range before {
		had[old.id(b.NodeID())] = b
	}
	for _, a := range after {
		b, ok := had[a.NodeID()]
		if !ok {
			changes = append(changes, whole(Added, read(now, a)))
			continue
		}
		delete(had, a.NodeID())
		if c, differs := differences(read(old, b), read(now, a)); differs {
			changes = append(changes, c)
		}
	}
	for _, b := range had {
		changes = append(changes, whole(Removed, read(old, b)))
	}
	sortChanges(changes)
	return changes
}

// sortChanges sorts changes of one type.
func sortChanges(changes []Change) {
	rank := func(o Op) int { return slices.Index(Ops(), o) }
	slices.SortStableFunc(changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(rank(a.Op), rank(b.Op)), cmp.Compare(a.ID, b.ID))
	})
}

// whole returns the change of a thing that came or went, with all of its statements.
func whole(op Op, t thing) Change {
	c := t.change(op)
	for _, e := range t.evidence {
		c.Statements = append(c.Statements, told(op, e))
	}
	return c
}

// differences returns what happened to a thing, and whether anything did.
func differences(old, now thing) (Change, bool) {
	op := Changed
	if old.id != now.id {
		op = Renamed
	}
	fields, meaning := differ(old.fields, now.fields), meanings(old, now)
	statements := statements(old, now, op == Renamed)
	if op == Changed && len(fields)+len(meaning)+len(statements) == 0 {
		return Change{}, false
	}
	c := now.change(op)
	if op == Renamed {
		c.Was = old.id
	}
	c.Fields, c.Meaning, c.Statements = fields, meaning, statements
	return c, true
}
