package load

import "entente/graph/neo4j/layout"

// A Change is how many things of a kind a load adds, changes and removes.
type Change struct{ Added, Changed, Removed int }

// A Report says what a load changes, or would change.
type Report struct {
	// Version is that of the facts once they are loaded.
	Version string
	// Unchanged says that the database has them already, and nothing was written.
	Unchanged bool
	// Altered says that the database had this version, but was altered by others; the changes say what is mended.
	Altered bool
	// Warnings say what went wrong, of things that do no harm to the facts.
	Warnings []string

	Actors, Sources, Conflicts, Relations, Events, Evidence Change
	// ActorTypes, RelationTypes and EventTypes have the types of which something changes. What changes its type counts
	// as changed, of the new one.
	ActorTypes, RelationTypes, EventTypes map[string]Change
}

// add adds changes of things with a label and a type, "" for none.
func (r *Report) add(label layout.Label, typ string, c Change) {
	var types *map[string]Change
	switch label {
	case layout.Actor:
		r.Actors, types = r.Actors.plus(c), &r.ActorTypes
	case layout.Source:
		r.Sources = r.Sources.plus(c)
	case layout.Conflict:
		r.Conflicts = r.Conflicts.plus(c)
	case layout.Relation:
		r.Relations, types = r.Relations.plus(c), &r.RelationTypes
	case layout.Event:
		r.Events, types = r.Events.plus(c), &r.EventTypes
	default:
		r.Evidence = r.Evidence.plus(c)
	}
	if types == nil {
		return
	}
	if *types == nil {
		*types = map[string]Change{}
	}
	(*types)[typ] = (*types)[typ].plus(c)
}

// plus returns the sum of two changes.
func (c Change) plus(d Change) Change {
	return Change{c.Added + d.Added, c.Changed + d.Changed, c.Removed + d.Removed}
}
