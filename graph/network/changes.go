package network

import (
	"context"
	"fmt"
	"slices"

	"entente/graph/alliance"
)

// A ChangeAxis is the axis of time along which something changes.
type ChangeAxis string

// The axes: on which days relations hold, as far as is known by one day; and what readers know on which day.
const (
	AxisHeld  ChangeAxis = "HELD"
	AxisKnown ChangeAxis = "KNOWN"
)

// A ChangeKind is what changes.
type ChangeKind string

// The kinds of changes on the axis HELD, of what holds from one day to the next.
const (
	// Began and Ended: a source says that the relation began on the day, or that the day was its last.
	Began ChangeKind = "BEGAN"
	Ended ChangeKind = "ENDED"
	// FirstKnown and LastKnown: it is not known to hold on the day before, or after, but no source says that it began or
	// ended. Where it is presumed to hold, FirstKnown and LastKnown also end and begin what is only presumed.
	FirstKnown ChangeKind = "FIRST_KNOWN"
	LastKnown  ChangeKind = "LAST_KNOWN"
	// KindsChanged: it goes on with other kinds.
	KindsChanged ChangeKind = "KINDS_CHANGED"
	// Happened: the day is the first of an event.
	Happened ChangeKind = "HAPPENED"
)

// The kinds of changes on both axes: the status becomes another one. On the axis KNOWN, what was Alleged and becomes Asserted
// is Confirmed instead. BecameDenied is also the beginning of a denial of what nobody claims.
const (
	BecameAsserted ChangeKind = "BECAME_ASSERTED"
	BecameAlleged  ChangeKind = "BECAME_ALLEGED"
	BecameDisputed ChangeKind = "BECAME_DISPUTED"
	BecameDenied   ChangeKind = "BECAME_DENIED"
)

// The kinds of changes on the axis KNOWN, of what readers know about the days asked for.
const (
	FirstReported ChangeKind = "FIRST_REPORTED"
	// Confirmed: it was only alleged, and is asserted.
	Confirmed ChangeKind = "CONFIRMED"
	// DenialReported: a source denies it, which changes no status.
	DenialReported ChangeKind = "DENIAL_REPORTED"
	// KindsReported, KindsConfirmed, KindsDisputed and KindsDenied: kinds of it are claimed for the first time; have a
	// stronger status, or a weaker one, than before; or are denied, which nobody claimed.
	KindsReported  ChangeKind = "KINDS_REPORTED"
	KindsConfirmed ChangeKind = "KINDS_CONFIRMED"
	KindsDisputed  ChangeKind = "KINDS_DISPUTED"
	KindsDenied    ChangeKind = "KINDS_DENIED"
	// BeginningReported and EndReported: a source says when it began, or ended, and none did before. BeginningMoved and
	// EndMoved: that day is another one, or no longer its first, or last.
	BeginningReported ChangeKind = "BEGINNING_REPORTED"
	BeginningMoved    ChangeKind = "BEGINNING_MOVED"
	EndReported       ChangeKind = "END_REPORTED"
	EndMoved          ChangeKind = "END_MOVED"
	// KindsLapsed and Lapsed: nothing is said any more of kinds, or of the relation, on the days asked for. They were only
	// presumed, or a denial speaks of other days.
	KindsLapsed ChangeKind = "KINDS_LAPSED"
	Lapsed      ChangeKind = "LAPSED"
)

// ChangeKinds returns the kinds of changes on an axis, in their order on one day.
func ChangeKinds(axis ChangeAxis) []ChangeKind {
	statuses := []ChangeKind{BecameAsserted, BecameAlleged, BecameDisputed, BecameDenied}
	if axis == AxisHeld {
		return slices.Concat([]ChangeKind{Began, FirstKnown}, statuses, []ChangeKind{KindsChanged, Ended, LastKnown, Happened})
	}
	return slices.Concat([]ChangeKind{FirstReported}, statuses, []ChangeKind{
		Confirmed, DenialReported, KindsReported, KindsConfirmed, KindsDisputed, KindsDenied, KindsLapsed,
		BeginningReported, BeginningMoved, EndReported, EndMoved, Lapsed,
	})
}

// A ChangeQuery asks for a page of changes on an axis, from the first day of From to the last day of To: those in the
// relations of a view, and in events.
type ChangeQuery struct {
	From, To alliance.Date
	Axis     ChangeAxis
	// Events are filters of events; what changes in an event that one of them keeps is found. No two of them keep the same
	// event. None means no events.
	Events []alliance.EventFilter
	// OnlyEvents leaves out relations.
	OnlyEvents bool
	// Kinds are the kinds of changes to find; nil means all.
	Kinds []ChangeKind
	First int
	After string
}

// days reports whether a day is one of those asked for.
func (q *ChangeQuery) days(d alliance.Day) bool { return q.From.First() <= d && d <= q.To.Last() }

// A Change is something that changed in a relation from one day to the next, or an event.
type Change struct {
	placement
	Axis ChangeAxis
	Kind ChangeKind
	// Date is the day as the sources write it: the day that changed, the last day that Ended and LastKnown tell of, or that of
	// a publication. A partial date is one of its days: the first of a beginning or an event, the last of an end or a
	// publication.
	Date alliance.Date
	// Relation is as seen over the days of the question; on the axis KNOWN, as known on the day or, if it lapsed, on
	// the day before. It is nil if Event changed, which on the axis KNOWN is as known on the day.
	Relation *alliance.Relation
	Event    *alliance.Event
	// Before and After are what held, or what was known of it, before and after; nil if nothing.
	Before, After *ChangeState
	// Gained and Lost are the kinds that a change of kinds tells of: gained, reported or confirmed; and lost, disputed,
	// denied or lapsed.
	Gained, Lost alliance.KindSet
	// Evidence is what the change is derived from, by publication, then by id; it is never empty. On the axis KNOWN, it is
	// what was published on the day.
	Evidence []*alliance.Evidence
	// derive sets what takes time: only changes on a page need it.
	derive func()
}

// A ChangeState is what holds of a relation, or what is known of it or of an event, of which it is only the status.
type ChangeState struct {
	Status    alliance.Status
	Kinds     alliance.KindSet
	Certainty alliance.Certainty
	// Began and Ended are when it began and ended, if sources say so.
	Began, Ended alliance.Date
}

// KindList returns the kinds in the order of the schema.
func (s *ChangeState) KindList() []alliance.RelationKind { return s.Kinds.List() }

// Fact returns what changed.
func (c *Change) Fact() alliance.Fact {
	if c.Event != nil {
		return c.Event
	}
	return c.Relation
}

// GainedList and LostList return the kinds in the order of the schema.
func (c *Change) GainedList() []alliance.RelationKind { return c.Gained.List() }

// LostList returns the kinds in the order of the schema.
func (c *Change) LostList() []alliance.RelationKind { return c.Lost.List() }

// Changes returns a page of what changed in the relations of the view, and in events: by day; then by the id of the relation
// or event; then by kind, in the order of [ChangeKinds].
//
// On the axis HELD, the relations are those that the view keeps on one of the days of the question, so Where must not name
// any; what changed follows from their periods: see [alliance.Relation.Periods]. The end of a denial is no change. An event
// happened on its first day, if any is known.
//
// On the axis KNOWN, each relation is compared, on every day of the question on which a source of it was published, as known
// on that day and on the day before, over the days that Where names, if it does. It counts if the view keeps it as known on
// one of the two. What time alone adds, as days that a source covers pass by, is no change. Events are compared likewise.
//
// An event that is only denied is left out unless the statuses that its filter names have [alliance.Denied] among them.
func (v View) Changes(ctx context.Context, q ChangeQuery) (*ChangeConnection, error) {
	relations, err := q.relations(ctx, v)
	if err != nil {
		return nil, err
	}
	events, err := q.events(ctx, v.Store)
	if err != nil {
		return nil, err
	}
	return listPage("changes", q.First, q.After, func(yield func(entry[*Change])) error {
		found := func(c *Change) {
			if q.Kinds == nil || slices.Contains(q.Kinds, c.Kind) {
				yield(entry[*Change]{c.placement, c})
			}
		}
		for _, r := range relations {
			if err := ctx.Err(); err != nil {
				return err
			}
			q.findIn(v.Where, r, found)
		}
		return events.find(ctx, &q, found)
	}, func(e *entry[*Change]) *Change {
		c := e.found
		if c.list = e.list; c.derive != nil {
			c.derive()
		}
		return c
	})
}

// relations returns the relations in which something may have changed.
func (q *ChangeQuery) relations(ctx context.Context, v View) ([]*alliance.Relation, error) {
	switch {
	case q.OnlyEvents:
		return nil, nil
	case q.Axis == AxisHeld:
		v.Where.Since, v.Where.Until = q.From, q.To
		return v.relations(ctx)
	default:
		return v.whole().relations(ctx)
	}
}

// findIn finds what changed in a relation that a filter may keep.
func (q *ChangeQuery) findIn(where alliance.RelationFilter, r *alliance.Relation, yield func(*Change)) {
	if q.Axis == AxisHeld {
		where.Since, where.Until = q.From, q.To
		q.heldIn(where.Viewpoint, r, yield)
	} else {
		q.knownIn(where, r, yield)
	}
}

// place sets where the change stands in its list.
func (c *Change) place(on alliance.Day) {
	kind := slices.Index(ChangeKinds(c.Axis), c.Kind)
	c.rank, c.ids = int(on), []string{c.Fact().NodeID(), fmt.Sprintf("%02d", kind)}
}
