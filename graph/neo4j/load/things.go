package load

import (
	"entente/graph/alliance"
	"entente/graph/neo4j/layout"
)

// order is the order in which nodes are written: what each points at is there before it, but for nodes with its own label.
var order = []layout.Label{layout.Actor, layout.Conflict, layout.Source, layout.Relation, layout.Event}

// isFact reports whether evidence is about nodes with a label.
func isFact(label layout.Label) bool { return label == layout.Relation || label == layout.Event }

// count returns how many things with a label facts have.
func count(f *alliance.Facts, label layout.Label) int {
	switch label {
	case layout.Actor:
		return len(f.Actors)
	case layout.Conflict:
		return len(f.Conflicts)
	case layout.Source:
		return len(f.Sources)
	case layout.Relation:
		return len(f.Relations)
	default:
		return len(f.Events)
	}
}

// node returns a thing as it is in the database.
func node(f *alliance.Facts, label layout.Label, i int) layout.Node {
	switch label {
	case layout.Actor:
		return layout.NewActor(f.Actors[i])
	case layout.Conflict:
		return layout.NewConflict(f.Conflicts[i])
	case layout.Source:
		return layout.NewSource(f.Sources[i])
	case layout.Relation:
		return layout.NewRelation(f.Relations[i])
	default:
		return layout.NewEvent(f.Events[i])
	}
}

// digest returns the digest of a thing.
func digest(d *layout.Digester, f *alliance.Facts, label layout.Label, i int) int64 {
	switch label {
	case layout.Actor:
		return d.Actor(f.Actors[i])
	case layout.Conflict:
		return d.Conflict(f.Conflicts[i])
	case layout.Source:
		return d.Source(f.Sources[i])
	case layout.Relation:
		return d.Relation(f.Relations[i])
	default:
		return d.Event(f.Events[i])
	}
}

// about returns the id and the type of a thing, and the evidence for it.
func about(f *alliance.Facts, label layout.Label, i int) (id, typ string, evidence []*alliance.Evidence) {
	switch label {
	case layout.Actor:
		return f.Actors[i].ID, string(f.Actors[i].Type), nil
	case layout.Conflict:
		return f.Conflicts[i].ID, "", nil
	case layout.Source:
		return f.Sources[i].ID, "", nil
	case layout.Relation:
		return f.Relations[i].ID, string(f.Relations[i].Type), f.Relations[i].Evidence
	default:
		return f.Events[i].ID, string(f.Events[i].Type), f.Events[i].Evidence
	}
}
