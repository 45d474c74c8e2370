package alliance

// A KindStatus is the status of one kind of a relation, and whether claims of it are known to hold.
type KindStatus struct {
	Kind      RelationKind
	Status    Status
	Certainty Certainty
}

// A tally is what statements about some days add up to.
type tally struct {
	// claimed and denied report whether there are claims and denials; asserted and alleged, whether something is left
	// of a claim of that stance. The sets are the same for each kind.
	claimed, asserted, alleged, denied                     bool
	claimedKinds, assertedKinds, allegedKinds, deniedKinds KindSet
	// claimBinds and denialBinds report whether a claim, and a denial, is of more than nonaggression, or does not say of
	// what.
	claimBinds, denialBinds bool
	// known and presumed report whether a claim is known, and presumed, to hold on some day.
	known, presumed           bool
	knownKinds, presumedKinds KindSet
}

// status returns the status of the relation.
func (t *tally) status() Status {
	switch {
	case t.asserted:
		return Asserted
	case t.alleged:
		return Alleged
	case t.claimed:
		return Disputed
	default:
		return Denied
	}
}

// kinds returns the kinds that are claimed, or if nothing is claimed, those that are denied.
func (t *tally) kinds() KindSet {
	if t.claimed {
		return t.claimedKinds
	}
	return t.deniedKinds
}

// binds reports whether one of the claims or, if nothing is claimed, of the denials is of more than nonaggression.
func (t *tally) binds() bool {
	if t.claimed {
		return t.claimBinds
	}
	return t.denialBinds
}

// certainty returns Presumed if claims are presumed to hold, and none is known to.
func (t *tally) certainty() Certainty {
	if t.presumed && !t.known {
		return Presumed
	}
	return Known
}

// kindStatuses returns the status of each kind that is claimed or denied, in the order of the schema.
func (t *tally) kindStatuses() []KindStatus {
	list := []KindStatus{}
	for _, k := range (t.claimedKinds | t.deniedKinds).List() {
		of := tally{
			claimed: t.claimedKinds.Has(k), asserted: t.assertedKinds.Has(k), alleged: t.allegedKinds.Has(k),
			known: t.knownKinds.Has(k), presumed: t.presumedKinds.Has(k),
		}
		list = append(list, KindStatus{k, of.status(), of.certainty()})
	}
	return list
}

// weigh returns what pieces add up to on the days asked for. If all days are asked for, denials of no day count too, and
// claims that hold on no day do if there are no others; denials, of other days, take nothing from these.
func weigh(pieces []piece, asked days) (t tally) {
	var buffer [4]piece
	denials := buffer[:0]
	for _, p := range pieces {
		if p.Stance == Denies {
			denials = append(denials, p)
		}
	}
	for i := range pieces {
		p := &pieces[i]
		switch on := p.within(asked); {
		case p.Stance == Denies && (!on.empty() || asked == always()):
			t.denied = true
			t.deniedKinds |= p.kinds
			t.denialBinds = t.denialBinds || p.kinds.binds()
		case p.Stance != Denies && !on.empty():
			t.claim(p)
			if p.presumed {
				t.presumed = true
				t.presumedKinds |= p.kinds
			} else {
				t.known = true
				t.knownKinds |= p.kinds
			}
			t.sweep(p, denials, on)
		}
	}
	if asked == always() && !t.claimed {
		t.idle(pieces)
	}
	return t
}

// idle counts claims that hold on no day.
func (t *tally) idle(pieces []piece) {
	for i := range pieces {
		if p := &pieces[i]; p.Stance != Denies {
			t.claim(p)
			t.leave(p, rebuttal{})
		}
	}
}

// claim counts a claim.
func (t *tally) claim(p *piece) {
	t.claimed = true
	t.claimedKinds |= p.kinds
	t.claimBinds = t.claimBinds || p.kinds.binds()
}

// sweep counts what denials leave of a claim on some days, from one stretch with the same denials to the next.
func (t *tally) sweep(claim *piece, denials []piece, on days) {
	for !on.empty() {
		r, last := against(denials, on)
		t.leave(claim, r)
		on.first = last.Next()
	}
}

// A rebuttal is what denials take away: the whole relation, or kinds of it.
type rebuttal struct {
	whole bool
	kinds KindSet
}

// add adds what a denial takes away.
func (r *rebuttal) add(denial *piece) {
	r.whole = r.whole || denial.kinds == 0
	r.kinds |= denial.kinds
}

// against returns what denials take away on the first of the days, and the last of the days for which this stays so.
func against(denials []piece, on days) (r rebuttal, last Day) {
	last = on.last
	for i := range denials {
		switch d := &denials[i]; {
		case d.has(on.first):
			r.add(d)
			last = min(last, d.last)
		case d.first > on.first && !d.empty():
			last = min(last, d.first.Prev())
		}
	}
	return r, last
}

// leave counts what a rebuttal leaves of a claim.
func (t *tally) leave(claim *piece, r rebuttal) {
	left := claim.kinds &^ r.kinds
	switch {
	case r.whole || claim.kinds != 0 && left == 0:
	case claim.Stance == Asserts:
		t.asserted = true
		t.assertedKinds |= left
	default:
		t.alleged = true
		t.allegedKinds |= left
	}
}

// KindStatuses returns the status of each kind that is claimed or denied on the days that the question asks for, in the
// order of the schema.
func (r *Relation) KindStatuses() []KindStatus {
	whole, s := r.sight()
	t := weigh(whole.pieces(nil, s), s.asked)
	return t.kindStatuses()
}
