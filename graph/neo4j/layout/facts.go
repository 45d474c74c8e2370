package layout

import (
	"encoding/binary"
	"maps"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph/alliance"
)

// relation lays out a relation with the evidence for it.
func (m *maker) relation(r *alliance.Relation) {
	start := m.begin(Relation, "", r.ID)
	m.text("type", string(r.Type))
	m.number("sign", signs[r.Sign()])
	put(m, "role", r.Role)
	putList(m, "kinds", r.KindList())
	putList(m, "deniedKinds", deniedKinds(r))
	m.span(r.Span)
	m.record(&r.Record)
	m.link("SUBJECT", Actor, r.Subject.ID, nil)
	m.link("OBJECT", Actor, r.Object.ID, nil)
	m.link("AGAINST", Actor, alliance.IDOf(r.Against), nil)
	m.link("COALITION", Actor, alliance.IDOf(r.Coalition), nil)
	m.link("IN", Conflict, alliance.IDOf(r.Conflict), nil)
	if r.Status != alliance.Denied {
		m.plain(r)
	}
	m.evidence(r.Evidence, Relation)
	m.seal(start)
}

// deniedKinds returns the kinds that are only denied.
func deniedKinds(r *alliance.Relation) (list []alliance.RelationKind) {
	if !slices.ContainsFunc(r.Evidence, func(e *alliance.Evidence) bool { return e.Stance == alliance.Denies }) {
		return nil
	}
	for _, k := range r.KindStatuses() {
		if k.Status == alliance.Denied {
			list = append(list, k.Kind)
		}
	}
	return list
}

// signs are the signs as numbers.
var signs = map[alliance.Sign]int{alliance.Positive: 1, alliance.Neutral: 0, alliance.Negative: -1}

// plain lays out the plain edge of the relation that is being laid out: what people want to see, and what is needed to follow
// it. It has what the node has, and more.
func (m *maker) plain(r *alliance.Relation) {
	m.mark('p')
	m.b = appendTexts(m.b, string(r.Type), r.Subject.ID, r.Object.ID)
	node := m.p
	if m.node != nil {
		m.p = maps.Clone(node)
		delete(m.p, "type")
		m.node.Plain = &Edge{Type: string(r.Type), From: r.Subject.ID, Label: Actor, To: r.Object.ID, Properties: m.p}
	}
	put(m, "against", alliance.IDOf(r.Against))
	put(m, "coalition", alliance.IDOf(r.Coalition))
	put(m, "conflict", alliance.IDOf(r.Conflict))
	m.periods(r)
	m.p = node
}

// event lays out an event with the evidence for it.
func (m *maker) event(e *alliance.Event) {
	start := m.begin(Event, "", e.ID)
	first, last := e.Days()
	m.text("type", string(e.Type))
	m.text("title", e.Title)
	m.number("_day", int(first))
	m.number("_last", int(last))
	put(m, "mode", e.Mode)
	put(m, "description", e.Description)
	m.span(e.Span)
	m.place(e.Place)
	m.record(&e.Record)
	for i, participant := range e.Participants {
		m.link("PARTICIPANT", Actor, participant.Actor.ID, func() {
			m.number("_order", i)
			put(m, "role", participant.Role)
		})
	}
	for i, link := range e.References {
		m.link("REFERS_TO", Event, link.Event, func() {
			m.number("_order", i)
			m.text("kind", string(link.Kind))
		})
	}
	m.link("IN", Conflict, alliance.IDOf(e.Conflict), nil)
	m.evidence(e.Evidence, Event)
	m.seal(start)
}

// evidence lays out the evidence for the fact that is being laid out, whose digest covers it.
func (m *maker) evidence(list []*alliance.Evidence, fact Label) {
	node, p := m.node, m.p
	for _, e := range list {
		m.mark('v')
		start := m.begin(Evidence, "", e.ID)
		m.text("stance", string(e.Stance))
		put(m, "quote", e.Quote)
		put(m, "locator", e.Locator)
		m.passage(e.Passage)
		m.span(e.Span)
		putList(m, "kinds", e.KindList())
		m.link("ABOUT", fact, e.Fact, nil)
		m.link("FROM", Source, e.Source.ID, nil)
		m.link("SPOKEN_BY", Actor, alliance.IDOf(e.Speaker), nil)
		digest := m.seal(start)
		m.b = binary.BigEndian.AppendUint64(appendText(m.b[:start], e.ID), uint64(digest))
		if node != nil {
			node.Evidence = append(node.Evidence, *m.node)
		}
	}
	m.node, m.p = node, p
}

// passage adds where a quote stands in the text of its source.
func (m *maker) passage(p *alliance.Passage) {
	if p == nil {
		return
	}
	m.flag("verified")
	m.text("passage", p.Quote)
	put(m, "passageBefore", alliance.Text(p.Before))
	put(m, "passageAfter", alliance.Text(p.After))
}

// record adds what follows from the evidence for a fact.
func (m *maker) record(r *alliance.Record) {
	m.text("status", string(r.Status))
	m.number("sources", r.IndependentSources)
	m.date("firstReported", r.FirstReported, Last)
	m.date("lastReported", r.LastReported, Last)
}

// wgs84 is the number by which Neo4j knows longitudes and latitudes.
const wgs84 = 4326

// place adds the place of an event.
func (m *maker) place(place *alliance.Place) {
	if place == nil {
		return
	}
	m.text("place", place.Name)
	put(m, "country", place.Country)
	if place.Point != nil {
		m.point("position", neo4j.Point2D{X: place.Point.Longitude, Y: place.Point.Latitude, SpatialRefId: wgs84})
	}
}
