package alliance

import "slices"

// An Event is something that happened on a date: an air strike, a telephone call, an appeal, a resolution.
//
// A store returns events as known under a filter: see [Relation].
type Event struct {
	ID          string
	Type        EventType
	Mode        Text
	Title       string
	Description Text
	// Span is when it happened. If only one end is given, the event happened on some day of that date.
	Span
	// Place is nil if unknown.
	Place        *Place
	Participants []Participant
	// References are the earlier events that the event answers, invokes, endorses or follows; ReferencedBy are the
	// later events that refer to it, ordered by id.
	References, ReferencedBy []EventLink
	Conflict                 *Conflict
	// Evidence is ordered by the publication of its sources, then by id. It is never empty.
	Evidence []*Evidence
	Record
}

// An EventType is an event type of the PLOVER ontology.
type EventType string

// EventTypes returns all event types, in the order of the schema.
func EventTypes() []EventType {
	return []EventType{
		"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
		"THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
	}
}

// A Participant is an actor in an event, with its role.
type Participant struct {
	Actor *Actor
	Role  ParticipantRole
}

// A ParticipantRole is what an actor does in an event.
type ParticipantRole string

// ParticipantRoles returns all roles, in the order of the schema.
func ParticipantRoles() []ParticipantRole {
	return []ParticipantRole{"INITIATOR", "RECIPIENT", "PARTICIPANT", "SPEAKER", "MEDIATOR"}
}

// An EventLink is one end of a reference from an event to an earlier one: its kind, and the id of the event at the
// other end.
type EventLink struct {
	Kind  EventReferenceKind
	Event string
}

// An EventReference is a reference from an event to an earlier one that it answers, invokes, endorses or follows.
type EventReference struct {
	Kind     EventReferenceKind
	From, To *Event
}

// An EventReferenceKind is how an event refers to an earlier one.
type EventReferenceKind string

// EventReferenceKinds returns all kinds of references, in the order of the schema.
func EventReferenceKinds() []EventReferenceKind {
	return []EventReferenceKind{"RESPONDS_TO", "FOLLOWS", "INVOKES", "ENDORSES"}
}

// A Place is where an event happened.
type Place struct {
	Name string
	// Country is an ISO 3166-1 alpha-3 code.
	Country Text
	// Point is nil if unknown.
	Point *Point
}

// A Point is a position on Earth (WGS 84), in degrees.
type Point struct{ Latitude, Longitude float64 }

// LatitudeOK returns the latitude in degrees north and reports whether it is known.
func (p *Place) LatitudeOK() (float64, bool) {
	if p.Point == nil {
		return 0, false
	}
	return p.Point.Latitude, true
}

// LongitudeOK returns the longitude in degrees east and reports whether it is known.
func (p *Place) LongitudeOK() (float64, bool) {
	if p.Point == nil {
		return 0, false
	}
	return p.Point.Longitude, true
}

// Days returns the first and last day on which the event may have happened.
func (e *Event) Days() (first, last Day) {
	from, to := e.From, e.To
	if from.IsZero() {
		from = to
	}
	if to.IsZero() {
		to = from
	}
	return from.First(), to.Last()
}

// Involves reports whether the actor takes part in the event.
func (e *Event) Involves(actor string) bool {
	return slices.ContainsFunc(e.Participants, func(p Participant) bool { return p.Actor.ID == actor })
}

// NodeID implements [Node].
func (e *Event) NodeID() string { return e.ID }

// Position implements [Positioned]: events are ordered by their first day, those without a date first, then by id.
func (e *Event) Position() Position {
	first, _ := e.Days()
	return Position{Day: first, List: EventList, ID: e.ID}
}

// EvidenceWhere returns the evidence that the filter keeps, in the order of e.Evidence.
func (e *Event) EvidenceWhere(where *EvidenceFilter) []*Evidence { return where.keep(e.Evidence) }

// AsKnownBy returns the event as it was known on the last day of k: the event itself if all of its evidence had been
// published, nil if none had, otherwise a copy with the evidence that had.
func (e *Event) AsKnownBy(k Date) *Event {
	kept := knownBy(e.Evidence, k)
	switch len(kept) {
	case len(e.Evidence):
		return e
	case 0:
		return nil
	}
	view := *e
	view.Evidence, view.Record = kept, newRecord(eventStatus(kept), kept)
	return &view
}

// A Conflict is an armed conflict.
type Conflict struct {
	ID          string
	Name        string
	Description Text
	Span
	// Parties are the sorted ids of its parties: see [PartiesOf].
	Parties []string
}

// NodeID implements [Node].
func (c *Conflict) NodeID() string { return c.ID }

// Position implements [Positioned]: conflicts are ordered by id.
func (c *Conflict) Position() Position { return Position{List: ConflictList, ID: c.ID} }

// A Side is a party to a conflict with its supporters.
type Side struct {
	Party *Actor
	// Supporters are the SUPPORTS relations to the party in the conflict.
	Supporters []*Relation
}
