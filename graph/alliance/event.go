package alliance

import "slices"

// An Event is something that happened on a date: an air strike, a telephone call, an appeal, a resolution.
//
// A store hands events out as they are known under a filter, as it does relations.
type Event struct {
	ID          string
	Type        EventType
	Mode        Text
	Title       string
	Description Text
	// Span is when it happened; where only one end is given, the event happened on some day of that date.
	Span
	// Place is nil where it is not known.
	Place        *Place
	Participants []Participant
	// References are the earlier events that it answers, invokes, endorses or follows; ReferencedBy the later ones that
	// do so to it, ordered by id.
	References, ReferencedBy []EventLink
	Conflict                 *Conflict
	// Evidence is ordered by the publication of its sources, then by id; there is always some.
	Evidence []*Evidence
	Record
}

// An EventType is an event type of the PLOVER ontology.
type EventType string

// EventTypes returns every event type, in the order of the schema.
func EventTypes() []EventType {
	return []EventType{
		"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
		"THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
	}
}

// A Participant is an actor in its role in an event.
type Participant struct {
	Actor *Actor
	Role  ParticipantRole
}

// A ParticipantRole is what an actor does in an event.
type ParticipantRole string

// ParticipantRoles returns every role, in the order of the schema.
func ParticipantRoles() []ParticipantRole {
	return []ParticipantRole{"INITIATOR", "RECIPIENT", "PARTICIPANT", "SPEAKER", "MEDIATOR"}
}

// An EventLink is one end of a reference from an event to an earlier one: how, and the other event's id.
type EventLink struct {
	Kind  EventReferenceKind
	Event string
}

// An EventReference says that an event answers, invokes, endorses or follows an earlier one.
type EventReference struct {
	Kind     EventReferenceKind
	From, To *Event
}

// An EventReferenceKind says how an event refers to an earlier one.
type EventReferenceKind string

// EventReferenceKinds returns every kind of reference, in the order of the schema.
func EventReferenceKinds() []EventReferenceKind {
	return []EventReferenceKind{"RESPONDS_TO", "FOLLOWS", "INVOKES", "ENDORSES"}
}

// A Place is where an event happened.
type Place struct {
	Name string
	// Country is an ISO 3166-1 alpha-3 code.
	Country Text
	// Point is nil where it is not known.
	Point *Point
}

// A Point is a position on the globe (WGS 84), in degrees.
type Point struct{ Latitude, Longitude float64 }

// LatitudeOK returns the latitude in degrees north, if it is known.
func (p *Place) LatitudeOK() (float64, bool) {
	if p.Point == nil {
		return 0, false
	}
	return p.Point.Latitude, true
}

// LongitudeOK returns the longitude in degrees east, if it is known.
func (p *Place) LongitudeOK() (float64, bool) {
	if p.Point == nil {
		return 0, false
	}
	return p.Point.Longitude, true
}

// Days returns the first and the last day on which the event may have happened.
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

// AsKnownBy returns the event as it was known on the last day of k, as [Relation.AsKnownBy] does.
func (e *Event) AsKnownBy(k Date) *Event {
	return trimmed(e, k, func(view *Event) (*[]*Evidence, *Record) { return &view.Evidence, &view.Record })
}

// A Conflict is an armed conflict.
type Conflict struct {
	ID          string
	Name        string
	Description Text
	Span
	// Parties are the ids of its parties, in order: see [PartiesOf].
	Parties []string
}

// NodeID implements [Node].
func (c *Conflict) NodeID() string { return c.ID }

// Position implements [Positioned]: conflicts are ordered by id.
func (c *Conflict) Position() Position { return Position{List: ConflictList, ID: c.ID} }

// A Side is a party of a conflict and who stands behind it.
type Side struct {
	Party *Actor
	// Supporters are the SUPPORTS relations to it in the conflict.
	Supporters []*Relation
}
