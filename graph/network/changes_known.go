package network

import (
	"slices"

	"entente/graph/alliance"
)

// whole returns the view of the relations that the view may keep as known by any day, with all of their statements.
func (v View) whole() View {
	v.Where.Viewpoint, v.Where.Not, v.Where.Statuses = alliance.Viewpoint{}, nil, alliance.Statuses()
	return v
}

// knownIn finds what readers came to know of a relation on the days on which a source of it was published.
func (q *ChangeQuery) knownIn(where alliance.RelationFilter, r *alliance.Relation, yield func(*Change)) {
	for _, on := range q.published(where.KnownBy, r.Evidence) {
		before, after := knownOn(on.Prev(), where, r), knownOn(on, where, r)
		if !before.kept && !after.kept {
			continue
		}
		n := news{on: on, relation: r, before: before, after: after, yield: yield}
		n.evidence = publishedOn(on, r.Evidence)
		n.find()
	}
}

// publishedOn returns the evidence that was published on a day.
func publishedOn(on alliance.Day, evidence []*alliance.Evidence) []*alliance.Evidence {
	return slices.DeleteFunc(slices.Clone(evidence), func(e *alliance.Evidence) bool { return e.Source.Published.Last() != on })
}

// published returns the days of the question, none after the last of knownBy, on which evidence was published, in order.
func (q *ChangeQuery) published(knownBy alliance.Date, evidence []*alliance.Evidence) []alliance.Day {
	var days []alliance.Day
	for _, e := range evidence {
		if on := e.Source.Published.Last(); q.days(on) && on <= knownBy.Last() {
			days = append(days, on)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// A knowledge is what is known of a relation by a day.
type knowledge struct {
	// seen is nil if nothing is known.
	seen  *alliance.Relation
	kept  bool
	kinds map[alliance.RelationKind]alliance.Status
	state *ChangeState
}

// knownOn returns what is known of a relation by a day, with all of its statements, over the days that a filter names.
func knownOn(by alliance.Day, where alliance.RelationFilter, r *alliance.Relation) knowledge {
	where.KnownBy = by.Date()
	k := knowledge{seen: r.Seen(where.Viewpoint, true)}
	if k.seen == nil {
		return k
	}
	k.kept, k.kinds = where.Keeps(r), map[alliance.RelationKind]alliance.Status{}
	for _, s := range k.seen.KindStatuses() {
		k.kinds[s.Kind] = s.Status
	}
	k.state = &ChangeState{Status: k.seen.Status, Kinds: k.seen.Kinds, Certainty: k.seen.Certainty}
	k.state.bound(&where.Viewpoint, k.seen.Periods())
	return k
}

// bound sets the days on which sources say that the relation began and ended, if the viewpoint asks for them: the first of
// the first of its periods in which it is claimed, and the last of the last.
func (s *ChangeState) bound(at *alliance.Viewpoint, periods []alliance.Period) {
	asked := func(d alliance.Day) bool {
		return max(at.AsOf.First(), at.Since.First()) <= d && d <= min(at.AsOf.Last(), at.Until.Last())
	}
	periods = slices.DeleteFunc(periods, func(p alliance.Period) bool { return p.Status == alliance.Denied })
	if len(periods) == 0 {
		return
	}
	first, last := &periods[0], &periods[len(periods)-1]
	if first.Began && asked(first.From.First()) {
		s.Began = first.From
	}
	if last.Ended && asked(last.To.Last()) {
		s.Ended = last.To
	}
}

// A news is what may be new of a relation on a day of publication.
type news struct {
	on            alliance.Day
	relation      *alliance.Relation
	before, after knowledge
	// evidence are the statements that were published on the day.
	evidence []*alliance.Evidence
	yield    func(*Change)
	// told reports whether something that was found tells of a new denial.
	told bool
}

// find finds what is new.
func (n *news) find() {
	switch {
	case n.before.seen == nil && n.after.seen == nil:
	case n.before.seen == nil:
		n.found(FirstReported, 0, 0)
		n.denied()
	case n.after.seen == nil:
		n.found(Lapsed, 0, 0)
	default:
		n.statuses()
		n.kinds()
		n.bounds()
		if !n.told && slices.ContainsFunc(n.evidence, n.denies) {
			n.found(DenialReported, 0, 0)
		}
	}
}

// denied finds kinds that are denied while the relation is first claimed.
func (n *news) denied() {
	var kinds alliance.KindSet
	for k, status := range n.after.kinds {
		if status == alliance.Denied && n.after.state.Status != alliance.Denied {
			kinds |= alliance.SetOf(k)
		}
	}
	if kinds != 0 {
		n.found(KindsDenied, 0, kinds)
	}
}

// denies reports whether a statement is a denial that the relation shows.
func (n *news) denies(e *alliance.Evidence) bool {
	return e.Stance == alliance.Denies && slices.Contains(n.after.seen.Evidence, e)
}

// statuses finds a new status.
func (n *news) statuses() {
	before, after := n.before.state.Status, n.after.state.Status
	if before == after {
		return
	}
	kind := turned(before, after)
	n.told = kind == BecameDisputed || kind == BecameDenied
	n.found(kind, 0, 0)
}

// turned returns the kind of change from one status to another that readers learn of.
func turned(before, after alliance.Status) ChangeKind {
	if before == alliance.Alleged && after == alliance.Asserted {
		return Confirmed
	}
	return became(after)
}

// kinds finds kinds that are reported for the first time, or with another status.
func (n *news) kinds() {
	sets := map[ChangeKind]alliance.KindSet{}
	for _, k := range alliance.KindsOf(n.relation.Type) {
		if kind := kindNews(n.before.kinds[k], n.after.kinds[k]); kind != "" {
			sets[kind] |= alliance.SetOf(k)
		}
	}
	n.told = n.told || sets[KindsDisputed]|sets[KindsDenied] != 0
	for _, kind := range ChangeKinds(AxisKnown) {
		switch set := sets[kind]; {
		case set == 0:
		case kind == KindsReported || kind == KindsConfirmed:
			n.found(kind, set, 0)
		default:
			n.found(kind, 0, set)
		}
	}
}

// kindNews returns what changes for a kind that goes from one status to another, either of which may be absent; "" for nothing.
func kindNews(before, after alliance.Status) ChangeKind {
	rank := func(s alliance.Status) int { return slices.Index(alliance.Claimed(), s) } // -1 if nobody claims it
	switch b, a := rank(before), rank(after); {
	case before == after:
		return ""
	case after == "":
		return KindsLapsed
	case a < 0:
		return KindsDenied
	case b < 0:
		return KindsReported
	case a < b:
		return KindsConfirmed
	default:
		return KindsDisputed
	}
}

// bounds finds whether a source says anew when the relation began or ended.
func (n *news) bounds() {
	before, after := n.before.state, n.after.state
	switch {
	case before.Began.IsZero() && !after.Began.IsZero():
		n.found(BeginningReported, 0, 0)
	case before.Began.First() != after.Began.First():
		n.found(BeginningMoved, 0, 0)
	}
	switch {
	case before.Ended.IsZero() && !after.Ended.IsZero():
		n.found(EndReported, 0, 0)
	case before.Ended.Last() != after.Ended.Last():
		n.found(EndMoved, 0, 0)
	}
}

// found yields a change. It is dated as the most precise of the sources is.
func (n *news) found(kind ChangeKind, gained, lost alliance.KindSet) {
	c := &Change{Axis: AxisKnown, Kind: kind, Relation: n.after.seen, Before: n.before.state, After: n.after.state, Gained: gained, Lost: lost}
	if c.Relation == nil {
		c.Relation = n.before.seen
	}
	c.Evidence, c.Date = n.evidence, publication(n.evidence)
	c.place(n.on)
	n.yield(c)
}

// publication returns the day on which evidence was published, as the most precise of its sources gives it.
func publication(evidence []*alliance.Evidence) alliance.Date {
	return slices.MaxFunc(evidence, func(a, b *alliance.Evidence) int {
		return a.Source.Published.Compare(b.Source.Published)
	}).Source.Published
}
