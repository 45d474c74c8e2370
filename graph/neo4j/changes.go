package neo4j

import "entente/graph/alliance"

// A Change is how many things of a kind a load adds, changes and removes.
type Change struct{ Added, Changed, Removed int }

// A Report says what a load changes, or would change.
type Report struct {
	// Version is that of the facts once they are loaded.
	Version string
	// Unchanged says that the database has them already, and nothing was written.
	Unchanged bool
	// Altered says that the database had this version, but was altered by others, and that all of it is written anew.
	Altered bool

	Actors, Sources, Conflicts, Relations, Events, Evidence Change
	// ActorTypes, RelationTypes and EventTypes have the types of which something changes. What changes its type counts
	// as changed, of the new one.
	ActorTypes, RelationTypes, EventTypes map[string]Change
}

// add adds changes of things with a label and a type, "" for none.
func (r *Report) add(label, typ string, c Change) {
	var types *map[string]Change
	switch label {
	case "Actor":
		r.Actors, types = r.Actors.plus(c), &r.ActorTypes
	case "Source":
		r.Sources = r.Sources.plus(c)
	case "Conflict":
		r.Conflicts = r.Conflicts.plus(c)
	case "Relation":
		r.Relations, types = r.Relations.plus(c), &r.RelationTypes
	case "Event":
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

// A node is a thing as it is written, with the evidence for it where it is a fact.
type node struct {
	label    string
	p        properties
	evidence []properties
}

// newNode returns a thing as it is written.
func newNode(label string, p properties, evidence []*alliance.Evidence) node {
	p["digest"] = p.digest(label)
	n := node{label: label, p: p}
	for _, e := range evidence {
		q := encodeEvidence(e)
		q["digest"] = q.digest("Evidence")
		n.evidence = append(n.evidence, q)
	}
	return n
}

// nodes calls yield for every thing of the facts, in an order in which each may point at those before it, but for events.
func nodes(f *alliance.Facts) func(yield func(node) bool) {
	return func(yield func(node) bool) {
		for _, a := range f.Actors {
			if !yield(newNode("Actor", encodeActor(a), nil)) {
				return
			}
		}
		for _, c := range f.Conflicts {
			if !yield(newNode("Conflict", encodeConflict(c), nil)) {
				return
			}
		}
		for _, s := range f.Sources {
			if !yield(newNode("Source", encodeSource(s), nil)) {
				return
			}
		}
		for _, r := range f.Relations {
			if !yield(newNode("Relation", encodeRelation(r), r.Evidence)) {
				return
			}
		}
		for _, e := range f.Events {
			if !yield(newNode("Event", encodeEvent(e), e.Evidence)) {
				return
			}
		}
	}
}

// A stored is what is known of a node of the database.
type stored struct {
	label, typ string
	digest     int64
	seen       bool
}

// compare returns how the nodes of a generation differ from the facts; have is used up.
func compare(have map[string]*stored, f *alliance.Facts) *Report {
	report := &Report{}
	for n := range nodes(f) {
		report.count(have, n.label, n.p)
		for _, e := range n.evidence {
			report.count(have, "Evidence", e)
		}
	}
	for _, old := range have {
		if !old.seen {
			report.add(old.label, old.typ, Change{Removed: 1})
		}
	}
	return report
}

// count counts a thing as added or changed, where it is.
func (r *Report) count(have map[string]*stored, label string, p properties) {
	typ, _ := p["type"].(string)
	old := have[p["id"].(string)]
	if old == nil || old.label != label {
		r.add(label, typ, Change{Added: 1})
		return
	}
	old.seen = true
	if old.digest != p["digest"].(int64) {
		r.add(label, typ, Change{Changed: 1})
	}
}
