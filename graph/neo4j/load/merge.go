package load

import (
	"context"
	"fmt"
	"slices"

	"entente/graph/alliance"
)

// keep completes the facts with what is to be kept.
func (l *loader) keep(ctx context.Context) error {
	l.facts = l.given
	if l.options.Kept == nil || l.before.version == "" {
		return nil
	}
	kept, err := l.options.Kept(ctx)
	if err != nil {
		return fmt.Errorf("read what is to be kept: %w", err)
	}
	m := newMerger(l.given)
	m.add(kept)
	if m.err != nil {
		return m.err
	}
	merged := alliance.NewFacts(m.facts)
	if l.options.Check != nil {
		if err := l.options.Check(merged); err != nil {
			return fmt.Errorf("the facts do not go together with what is kept: %w (load with --prune, or mend them)", err)
		}
	}
	l.facts = merged
	return nil
}

// A merger adds things to facts that do not have them. What is added points at the facts' own things.
type merger struct {
	facts alliance.Facts
	nodes map[string]alliance.Node
	err   error
}

// newMerger returns a merger that begins with facts, of which it copies what merging changes.
func newMerger(f *alliance.Facts) *merger {
	m := &merger{nodes: map[string]alliance.Node{}}
	m.facts.Collections = slices.Clone(f.Collections)
	for _, a := range f.Actors {
		join(m, &m.facts.Actors, a)
	}
	for _, s := range f.Sources {
		join(m, &m.facts.Sources, s)
	}
	conflicts := map[*alliance.Conflict]*alliance.Conflict{nil: nil}
	for _, c := range f.Conflicts {
		conflict := *c
		conflicts[c] = &conflict
		join(m, &m.facts.Conflicts, &conflict)
	}
	for _, r := range f.Relations {
		relation := *r
		relation.Conflict = conflicts[r.Conflict]
		join(m, &m.facts.Relations, &relation)
	}
	for _, e := range f.Events {
		event := *e
		event.Conflict = conflicts[e.Conflict]
		join(m, &m.facts.Events, &event)
	}
	for e := range f.Evidence {
		m.nodes[e.ID] = e
	}
	return m
}

// join adds a thing to a list.
func join[T alliance.Node](m *merger, list *[]T, thing T) {
	m.nodes[thing.NodeID()] = thing
	*list = append(*list, thing)
}

// has reports whether there is something with an id.
func (m *merger) has(n alliance.Node) bool { return m.nodes[n.NodeID()] != nil }

// own returns the thing of the facts that has the id of another; it is an error where that is something else.
func own[T any, P interface {
	*T
	alliance.Node
}](m *merger, other P) P {
	if other == nil {
		return nil
	}
	thing, ok := m.nodes[other.NodeID()].(P)
	if !ok && m.err == nil {
		m.err = fmt.Errorf("%s was a %T and is none any more, but what is kept refers to it (load with --prune)", other.NodeID(), other)
	}
	return thing
}

// add adds what the facts do not have.
func (m *merger) add(kept *alliance.Facts) {
	for _, a := range kept.Actors {
		if !m.has(a) {
			join(m, &m.facts.Actors, a)
		}
	}
	m.addSources(kept.Sources)
	for _, c := range kept.Conflicts {
		if !m.has(c) {
			conflict := *c
			join(m, &m.facts.Conflicts, &conflict)
		}
	}
	for _, r := range kept.Relations {
		m.addRelation(r)
	}
	m.addEvents(kept.Events)
	for _, c := range kept.Collections {
		same := func(other alliance.Collection) bool { return other.Title == c.Title }
		if !slices.ContainsFunc(m.facts.Collections, same) {
			m.facts.Collections = append(m.facts.Collections, c)
		}
	}
}

// addRelation adds a relation or, if the facts have one with its id, its evidence to that. It is an error if that one is
// between other actors, or differs in another of the parts that make a relation.
func (m *merger) addRelation(r *alliance.Relation) {
	relation := *r
	relation.Subject, relation.Object, relation.Against = own(m, r.Subject), own(m, r.Object), own(m, r.Against)
	relation.Coalition, relation.Conflict = own(m, r.Coalition), own(m, r.Conflict)
	if !m.has(r) {
		relation.Evidence = m.evidence(r.Evidence)
		join(m, &m.facts.Relations, &relation)
		return
	}
	switch same, ok := m.nodes[r.ID].(*alliance.Relation); {
	case ok && same.Type == r.Type && same.Subject == relation.Subject && same.Object == relation.Object && same.Role == r.Role &&
		same.Against == relation.Against && same.Conflict == relation.Conflict && same.Coalition == relation.Coalition:
		same.Evidence = slices.Concat(same.Evidence, m.others(r.Evidence))
	case m.err == nil:
		m.err = fmt.Errorf("the facts have another %s than the one that is kept (give one of them another id, or load with --prune)", r.ID)
	}
}

// addSources adds sources, and then points them at what they took their reports from.
func (m *merger) addSources(kept []*alliance.Source) {
	var added []*alliance.Source
	for _, s := range kept {
		if !m.has(s) {
			source := *s
			join(m, &m.facts.Sources, &source)
			added = append(added, &source)
		}
	}
	for _, s := range added {
		s.Via = own(m, s.Via)
	}
}

// addEvents adds events. Those that they refer to are there: nothing is removed.
func (m *merger) addEvents(kept []*alliance.Event) {
	for _, e := range kept {
		if m.has(e) {
			continue
		}
		event := *e
		event.Conflict, event.Evidence = own(m, e.Conflict), m.evidence(e.Evidence)
		event.Participants = nil
		for _, p := range e.Participants {
			event.Participants = append(event.Participants, alliance.Participant{Actor: own(m, p.Actor), Role: p.Role})
		}
		join(m, &m.facts.Events, &event)
	}
	for _, e := range m.facts.Events {
		for _, link := range e.References {
			if _, ok := m.nodes[link.Event].(*alliance.Event); !ok && m.err == nil {
				m.err = fmt.Errorf("%s refers to %s, which is no event any more (load with --prune)", e.ID, link.Event)
			}
		}
	}
}

// evidence returns evidence that points at the facts' own things. Evidence with an id that the facts have is theirs.
func (m *merger) evidence(kept []*alliance.Evidence) []*alliance.Evidence {
	list := m.others(kept)
	if len(list) == 0 && m.err == nil {
		m.err = fmt.Errorf("%s has no evidence left: all of it is of other facts now (load with --prune)", kept[0].Fact)
	}
	return list
}

// others returns the evidence that the facts do not have, pointing at the facts' own things.
func (m *merger) others(kept []*alliance.Evidence) []*alliance.Evidence {
	var list []*alliance.Evidence
	for _, e := range kept {
		if m.has(e) {
			continue
		}
		evidence := *e
		evidence.Source, evidence.Speaker = own(m, e.Source), own(m, e.Speaker)
		list = append(list, &evidence)
	}
	return list
}
