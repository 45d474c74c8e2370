package load

import (
	"fmt"

	"entente/graph/alliance"
	"entente/graph/neo4j/layout"
)

// closed returns an error if facts point at a thing that is not among them: there would be no edge, and nobody would know.
func closed(f *alliance.Facts) error {
	have := map[layout.Label]map[string]bool{}
	for _, label := range layout.Labels() {
		have[label] = map[string]bool{"": true}
	}
	addIDs(have[layout.Actor], f.Actors)
	addIDs(have[layout.Conflict], f.Conflicts)
	addIDs(have[layout.Source], f.Sources)
	addIDs(have[layout.Event], f.Events)
	var fault error
	check := func(from string, label layout.Label, id string) {
		if !have[label][id] && fault == nil {
			fault = fmt.Errorf("%s points at %s, which is no %s of the facts: add it, or mend the reference", from, id, label)
		}
	}
	evidence := func(list []*alliance.Evidence) {
		for _, e := range list {
			check(e.ID, layout.Source, alliance.IDOf(e.Source))
			check(e.ID, layout.Actor, alliance.IDOf(e.Speaker))
		}
	}
	for _, s := range f.Sources {
		check(s.ID, layout.Source, alliance.IDOf(s.Via))
	}
	for _, r := range f.Relations {
		for _, a := range []*alliance.Actor{r.Subject, r.Object, r.Against, r.Coalition} {
			check(r.ID, layout.Actor, alliance.IDOf(a))
		}
		check(r.ID, layout.Conflict, alliance.IDOf(r.Conflict))
		evidence(r.Evidence)
	}
	for _, e := range f.Events {
		for _, p := range e.Participants {
			check(e.ID, layout.Actor, alliance.IDOf(p.Actor))
		}
		for _, link := range e.References {
			check(e.ID, layout.Event, link.Event)
		}
		check(e.ID, layout.Conflict, alliance.IDOf(e.Conflict))
		evidence(e.Evidence)
	}
	return fault
}

// addIDs adds the ids of things to a set.
func addIDs[T alliance.Node](set map[string]bool, list []T) {
	for _, thing := range list {
		set[thing.NodeID()] = true
	}
}
