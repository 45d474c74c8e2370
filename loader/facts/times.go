package facts

import (
	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// The days from and to which data sets write dates for none.
const (
	farFuture alliance.Day = 2099_01_01
	farPast   alliance.Day = -9998_01_01
	dayOne    alliance.Day = 1_01_01
)

// doubtSpan warns of dates that data sets write where there is none, such as 9999-12-31.
func (l *linker) doubtSpan(f *file, from, to factfile.Date) {
	if never(to.Value) {
		l.warn(matter{doubt: endless}, f, to.At, "leave it out: what has no end goes on", "to %v is how data sets write that there is no end", to.Value)
	}
	if always(from.Value) {
		l.warn(matter{doubt: beginless}, f, from.At, "leave it out", "from %v is how data sets write that there is no date", from.Value)
	}
}

// never reports whether a date stands for no end.
func never(d alliance.Date) bool { return !d.IsZero() && d.First() >= farFuture }

// always reports whether a date stands for no beginning: the first day that databases and programming languages know.
func always(d alliance.Date) bool {
	return !d.IsZero() && (d.First() < farPast || d.First() == dayOne && d.Last() == dayOne)
}

// doubtStatements warns of those statements of a relation that may not be of the time that they give. Of what is wrong with
// one, it names the first: the rest often follows from it.
func (l *linker) doubtStatements(f *file, r *alliance.Relation, all []said, evidence []*alliance.Evidence) {
	for i, e := range evidence {
		if e.Source == nil || e.Source.Published.IsZero() || e.From.First() > e.To.Last() {
			continue // reported already
		}
		_ = l.doubtSource(f, all[i].at, r, e) || l.doubtLives(f, all[i].at, r, e) || l.doubtConflict(f, all[i].at, r, e)
	}
}

// doubtSource warns of a statement that its source cannot know. It reports whether there is one.
func (l *linker) doubtSource(f *file, at factfile.Pos, r *alliance.Relation, e *alliance.Evidence) bool {
	s := e.Source
	switch {
	case never(e.To) || always(e.From):
		// These have been warned of where they are written, and make no sense.
	case e.From.First() > knows(s):
		l.warn(matter{beforeItBegan, r, nil}, f, at, "correct one of the dates, or the source",
			"from %v is after %v, when its source %.60q was published", e.From, s.Published, s.ID)
	case e.To.First() > knows(s):
		l.warn(matter{beforeItEnded, r, nil}, f, at, "correct one of the dates, or the source; leave to out if the source gives no end",
			"to %v is after %v, when its source %.60q was published", e.To, s.Published, s.ID)
	case e.To.IsZero() && e.From.First() > s.Covers.To.Last():
		l.warn(matter{beyondCovered, r, nil}, f, at, "correct one of the dates, give to, or give the source covers of its own",
			"from %v is after %v, the end of what its source %.60q covers: it is not known to hold on any day", e.From, s.Covers.To, s.ID)
	default:
		return false
	}
	return true
}

// knows returns the last day that a source can know: that of its publication, unless it says that it covers later ones, as
// a treaty does.
func knows(s *alliance.Source) alliance.Day {
	if s.Covers.To.IsZero() {
		return s.Published.Last()
	}
	return max(s.Published.Last(), s.Covers.To.Last())
}

// doubtLives warns of a statement that is outside the life of one of its actors. Lives cut statements short, so that it is
// never known to hold. SUCCEEDS leads from one life to another.
func (l *linker) doubtLives(f *file, at factfile.Pos, r *alliance.Relation, e *alliance.Evidence) bool {
	span, dated := spokenOf(e)
	if r.Type == alliance.Succeeds || !dated && e.Stance == alliance.Denies {
		return false
	}
	for _, a := range [...]*alliance.Actor{r.Subject, r.Object, r.Against, r.Coalition} {
		if a == nil || a.From.First() > a.To.Last() || a.Span.Overlaps(span) {
			continue
		}
		if dated {
			l.warn(matter{outsideLife, r, a}, f, at, "correct one of the dates, or name who lived then",
				"the statement, %s, is outside of the life of %.60q, %s, and never known to hold", told(span), a.ID, told(a.Span))
			return true
		}
		l.warn(matter{outsideLife, r, a}, f, at, "give the dates that the source gives",
			"the statement has no dates, so that it is about %v, when its source %.60q was published, outside of the life of %.60q, %s",
			span.To, e.Source.ID, a.ID, told(a.Span))
		return true
	}
	return false
}

// spokenOf returns the time that a statement may speak of: the dates that it gives, if any, open where it does not, and
// otherwise the day of publication or the last day covered.
func spokenOf(e *alliance.Evidence) (span alliance.Span, dated bool) {
	if e.Span != (alliance.Span{}) {
		return alliance.Span{From: or(e.From, e.To), To: e.To}, true
	}
	on := alliance.Earlier(e.Source.Published, e.Source.Covers.To)
	return alliance.Span{From: on, To: on}, false
}

// or returns a date or, if it is absent, another.
func or(d, other alliance.Date) alliance.Date {
	if d.IsZero() {
		return other
	}
	return d
}

// doubtConflict warns of a statement with dates that is outside of the conflict of its relation.
func (l *linker) doubtConflict(f *file, at factfile.Pos, r *alliance.Relation, e *alliance.Evidence) bool {
	span, dated := spokenOf(e)
	c := r.Conflict
	if c == nil || !dated || c.From.First() > c.To.Last() || c.Span.Overlaps(span) {
		return false
	}
	l.warn(matter{outsideConflict, r, c}, f, at, "correct one of the dates, or the conflict",
		"the statement, %s, is outside of the conflict %.60q, %s", told(span), c.ID, told(c.Span))
	return true
}

// told returns a span as files give it, for messages.
func told(s alliance.Span) string {
	switch {
	case s.From == s.To:
		return s.From.String()
	case s.To.IsZero():
		return "from " + s.From.String()
	case s.From.IsZero():
		return "to " + s.To.String()
	default:
		return s.From.String() + " to " + s.To.String()
	}
}

// doubtEvent warns of an event that all of its sources are older than, and of participants who did not live then.
func (l *linker) doubtEvent(f *file, raw *factfile.Event, e *alliance.Event) {
	happened := alliance.Span{From: or(e.From, e.To), To: ended(e)}
	if happened == (alliance.Span{}) || happened.From.First() > happened.To.Last() || never(e.To) || always(e.From) {
		return
	}
	if last := newest(e); last != nil && happened.From.First() > knows(last) {
		which := "its source"
		if len(e.Evidence) > 1 {
			which = "the last of its sources"
		}
		l.warn(matter{beforeItBegan, e, nil}, f, raw.From.At, "correct one of the dates, or name a later source",
			"from %v is after %v, when %s, %.60q, was published", happened.From, last.Published, which, last.ID)
	}
	for i, p := range e.Participants {
		if a := p.Actor; a != nil && a.From.First() <= a.To.Last() && !a.Span.Overlaps(happened) {
			l.warn(matter{doubt: outsideLife}, f, raw.Participants[i].At, "correct one of the dates, or name who lived then",
				"the event, %s, is outside of the life of %.60q, %s", told(happened), a.ID, told(a.Span))
		}
	}
}

// newest returns the source of an event that knows the latest day, or nil if one of its sources is not known.
func newest(e *alliance.Event) (last *alliance.Source) {
	for _, evidence := range e.Evidence {
		s := evidence.Source
		if s == nil || s.Published.IsZero() {
			return nil
		}
		if last == nil || knows(s) > knows(last) {
			last = s
		}
	}
	return last
}

// doubtIdentifier warns of an identifier that stands for an actor outside of its life.
func (l *linker) doubtIdentifier(c identifierClaim, id alliance.Identifier) {
	a, ok := c.thing.(*alliance.Actor)
	if ok && a.From.First() <= a.To.Last() && c.span.From.First() <= c.span.To.Last() && !a.Span.Overlaps(c.span) {
		l.warn(matter{doubt: outsideLife}, c.file, c.at, "correct one of the dates",
			"%s %.60s stands for it %s, outside of the life of %.60q, %s", id.Scheme, id.Value, told(c.span), a.ID, told(a.Span))
	}
}
