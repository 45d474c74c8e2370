package alliance

import "slices"

// A Viewpoint is the two axes of time along which a question looks at relations: on which days they hold, and what was
// known by which day. The zero Viewpoint looks at everything.
type Viewpoint struct {
	// AsOf, Since and Until are the days asked for: those of AsOf that are not before Since nor after Until. A relation
	// is kept if a claim is known to hold on one of them, and shows the statements about them.
	AsOf, Since, Until Date
	// KnownBy leaves only what sources published by its last day state; no end that a source does not state is later.
	KnownBy Date
	// Presumed has claims hold beyond what their sources cover, until the first end that a source published later gives, if
	// none published later goes on from there; a later denial; or the end of an actor's life. Ends and dated denials before
	// the known end are ignored.
	Presumed bool
}

// dated reports whether the viewpoint names days.
func (v *Viewpoint) dated() bool { return !v.AsOf.IsZero() || !v.Since.IsZero() || !v.Until.IsZero() }

// A sight is a viewpoint, prepared for looking at many relations.
type sight struct {
	// asked are the days asked for, always if they are not restricted.
	asked days
	// known is the last day on which a source may be published.
	known    Day
	presumed bool
}

// sight returns the prepared viewpoint.
func (v *Viewpoint) sight() sight {
	asked := days{max(v.AsOf.First(), v.Since.First()), min(v.AsOf.Last(), v.Until.Last())}
	return sight{asked, v.KnownBy.Last(), v.Presumed}
}

// everything is the sight of the zero [Viewpoint].
func everything() sight { return sight{asked: always(), known: LastDay} }

// restricted reports whether only some days are asked for.
func (s *sight) restricted() bool { return s.asked != always() }

// shows reports whether a statement about some days is shown. If all days are asked for, one about no day is too.
func (s *sight) shows(d days) bool { return !s.restricted() || d.meets(s.asked) }

// shown appends to list the evidence of the pieces that are shown.
func (s *sight) shown(pieces []piece, list []*Evidence) []*Evidence {
	for i := range pieces {
		e, n := pieces[i].Evidence, len(list)
		if s.shows(pieces[i].days) && (n == 0 || list[n-1] != e) {
			list = append(list, e)
		}
	}
	return list
}

// A view is a relation as seen.
type view struct {
	Relation
	// whole is the relation with all of its statements.
	whole *Relation
	sight
}

// sight returns the relation with all of its statements, and from where r is seen.
func (r *Relation) sight() (whole *Relation, s sight) {
	if r.seen == nil {
		return r, everything()
	}
	return r.seen.whole, r.seen.sight
}

// Seen returns a relation as seen from a viewpoint, or nil if nothing that it looks at is stated. A relation that is only
// denied on the days asked for is seen if denied is set. Seen must be called on the relation with all of its statements;
// it returns that itself if the viewpoint asks for everything, or changes nothing in what nobody denies.
func (r *Relation) Seen(at Viewpoint, denied bool) *Relation {
	var buffer [8]*Evidence
	s := at.sight()
	shown, evidence := r.look(s, denied, buffer[:0])
	return r.show(s, shown, evidence)
}

// Viewed reports whether the relation is a view made from a viewpoint, which belongs to whoever asked for it.
func (r *Relation) Viewed() bool { return r.seen != nil }

// Whole returns the relation with all of its statements: r itself, unless it is a view.
func (r *Relation) Whole() *Relation {
	whole, _ := r.sight()
	return whole
}

// SeenFrom returns the same relation as seen from another viewpoint than it is, like [Relation.Seen], also if it is only
// denied on the days asked for.
func (r *Relation) SeenFrom(at Viewpoint) *Relation {
	whole, _ := r.sight()
	return whole.Seen(at, true)
}

// A showing is what a relation shows, before a view is made of it.
type showing struct {
	// kinds are those that the relation shows; denied are those that are denied.
	kinds, denied KindSet
	status        Status
	certainty     Certainty
	// binds is set if it obliges to more than nonaggression, or does not say to what.
	binds bool
	// same is set if the relation itself shows this; cut, if something is not known that its span says.
	same, cut bool
}

// look returns what the relation shows, and the evidence appended to list, none if it is not seen.
func (r *Relation) look(s sight, denied bool, list []*Evidence) (showing, []*Evidence) {
	s.presumed = s.presumed && r.spoken&open != 0
	switch {
	case s == everything():
		return showing{r.Kinds, r.denied, r.Status, r.Certainty, r.spoken&binding != 0, true, false}, r.Evidence
	case !s.presumed && !denied && !s.asked.meets(r.days()): // no claim holds on any other day
		return showing{}, nil
	case s.presumed || r.spoken&denies != 0 && r.disputes(s):
		return r.weighed(s, denied, list)
	default:
		return r.claimed(s, list)
	}
}

// show returns a view of what is shown, nil if there is no evidence. The evidence of a view is part of that of the
// relation if it is consecutive.
func (r *Relation) show(s sight, shown showing, evidence []*Evidence) *Relation {
	switch {
	case len(evidence) == 0:
		return nil
	case shown.same:
		return r
	}
	v := &view{*r, r, s}
	v.seen = v
	first := slices.Index(r.Evidence, evidence[0])
	end := first + len(evidence)
	if v.Evidence = r.Evidence[first:end:end]; !slices.Equal(v.Evidence, evidence) {
		v.Evidence = append([]*Evidence(nil), evidence...)
	}
	v.Kinds, v.denied, v.Certainty = shown.kinds, shown.denied, shown.certainty
	v.bind(shown.binds)
	v.Record = newRecord(shown.status, evidence)
	if shown.cut {
		var buffer [8]piece
		v.bound(r.known(buffer[:0], s.known))
	}
	return &v.Relation
}

// disputes reports whether denials may speak of the days asked for.
func (r *Relation) disputes(s sight) bool {
	return slices.ContainsFunc(r.Evidence, func(e *Evidence) bool {
		d, ok := e.by(s.known)
		return ok && e.Stance == Denies && (s.shows(d) || e.spanless() && s.known != LastDay)
	})
}

// claimed is look for a relation that nobody denies on the days asked for, without what is presumed.
func (r *Relation) claimed(s sight, list []*Evidence) (showing, []*Evidence) {
	shown := showing{status: Alleged, certainty: Known}
	for _, e := range r.Evidence {
		d, ok := e.by(s.known)
		shown.cut = shown.cut || !ok || d != e.days
		if !ok || !s.shows(d) {
			continue
		}
		if d.empty() {
			return r.weighed(s, false, list[:0])
		}
		list = append(list, e)
		shown.kinds |= e.Kinds
		shown.binds = shown.binds || e.Kinds.binds()
		if e.Stance == Asserts {
			shown.status = Asserted
		}
	}
	shown.same = len(list) == len(r.Evidence) && !shown.cut
	return shown, list
}

// weighed is look that weighs what the statements say, piece by piece.
func (r *Relation) weighed(s sight, denied bool, list []*Evidence) (showing, []*Evidence) {
	if !denied && !r.begun(s.asked.last) {
		return showing{}, nil
	}
	var buffer [8]piece
	pieces := r.pieces(buffer[:0], s)
	t := weigh(pieces, s.asked)
	if s.restricted() && !t.claimed && (!denied || !t.denied) {
		return showing{}, nil
	}
	list = s.shown(pieces, list)
	return t.showing(s.known != LastDay), list
}

// showing returns what a relation shows by what its statements add up to.
func (t *tally) showing(cut bool) showing {
	return showing{t.kinds(), t.deniedKinds, t.status(), t.certainty(), t.binds(), false, cut}
}

// begun reports whether a claim may hold by a day.
func (r *Relation) begun(by Day) bool {
	return by == LastDay || slices.ContainsFunc(r.Evidence, func(e *Evidence) bool { return e.Stance != Denies && e.days.first <= by })
}
