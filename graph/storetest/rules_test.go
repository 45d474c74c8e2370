package storetest

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/graph/alliance"
)

// A broken rule is a misunderstanding of what statements mean: that of a reader who sees other statements, or sees
// something else in them.
type brokenRule struct {
	// Each function, unless it is nil, changes a relation, with its evidence, before it is seen, or what is seen of it.
	relation func(*alliance.Relation)
	sight    func(*sight)
}

// TestRules checks that random facts and questions show every misunderstanding of a rule in what is derived from the
// evidence for some relation.
func TestRules(t *testing.T) {
	const dataSets = 60
	var facts [dataSets]*alliance.Facts
	var points [dataSets][]alliance.Viewpoint
	for i := range dataSets {
		facts[i] = Facts().Example(i)
		points[i] = rapid.SliceOfN(rapid.Custom(gather(facts[i]).viewpoint), 20, 20).Example(i)
	}
	for name, broken := range brokenRules() {
		t.Run(name, func(t *testing.T) {
			for i, f := range facts {
				if slices.ContainsFunc(f.Relations, func(r *alliance.Relation) bool { return shows(broken, r, points[i]) }) {
					return
				}
			}
			t.Error("nothing differs")
		})
	}
}

// shows reports whether a broken rule makes a difference to what is seen of a relation from some of the viewpoints.
func shows(broken brokenRule, r *alliance.Relation, points []alliance.Viewpoint) bool {
	changed := copied(r)
	if broken.relation != nil {
		broken.relation(changed)
	}
	return slices.ContainsFunc(points, func(at alliance.Viewpoint) bool {
		want, _ := sightOf(r, at, true)
		got, _ := sightOf(changed, at, true)
		if broken.sight != nil && got.Relation != nil {
			broken.sight(&got)
		}
		return sightLines(want) != sightLines(got)
	})
}

// copied returns a copy of a relation with copies of its evidence and its sources.
func copied(r *alliance.Relation) *alliance.Relation {
	c := *r
	c.Evidence = nil
	for _, e := range r.Evidence {
		evidence, source := *e, *e.Source
		evidence.Source = &source
		c.Evidence = append(c.Evidence, &evidence)
	}
	return &c
}

// sightLines returns what is derived in a sight, "" if nothing is seen.
func sightLines(s sight) string {
	if s.Relation == nil {
		return ""
	}
	lines := derivedLines(s.Relation, s)
	for _, e := range s.Evidence {
		lines = append(lines, e.ID)
	}
	return strings.Join(lines, "\n")
}

// brokenRules returns misunderstandings by what they make of the rules.
func brokenRules() map[string]brokenRule {
	claim := func(change func(*alliance.Evidence)) brokenRule {
		return brokenRule{relation: func(r *alliance.Relation) {
			for _, e := range r.Evidence {
				if e.Stance != alliance.Denies {
					change(e)
				}
			}
		}}
	}
	denial := func(change func(*alliance.Evidence)) brokenRule {
		return brokenRule{relation: func(r *alliance.Relation) {
			for _, e := range r.Evidence {
				if e.Stance == alliance.Denies {
					change(e)
				}
			}
		}}
	}
	relation := func(change func(*alliance.Relation)) brokenRule { return brokenRule{relation: change} }
	seen := func(change func(*sight)) brokenRule { return brokenRule{sight: change} }
	ever := over("-9999/9999")
	return map[string]brokenRule{
		"claims hold at all times":              claim(func(e *alliance.Evidence) { e.Span = ever }),
		"no beginning: ever since":              claim(func(e *alliance.Evidence) { e.From = dateOr(e.From, ever.From) }),
		"no end: for ever":                      claim(func(e *alliance.Evidence) { e.To = dateOr(e.To, ever.To) }),
		"no end: published":                     claim(func(e *alliance.Evidence) { e.Source.Covers = alliance.Span{} }),
		"no end: stated to be what is covered":  claim(func(e *alliance.Evidence) { e.To = dateOr(e.To, dateOf(coveredDay(e.Source))) }),
		"no dates: what is covered":             claim(func(e *alliance.Evidence) { e.Span = spanOr(e.Span, onDay(coveredDay(e.Source))) }),
		"published on the first day":            relation(publishFirst),
		"a claim has the kinds of all":          relation(shareKinds),
		"allegations are assertions":            claim(func(e *alliance.Evidence) { e.Stance = alliance.Asserts }),
		"assertions are allegations":            claim(func(e *alliance.Evidence) { e.Stance = alliance.Alleges }),
		"denials deny the relation":             denial(func(e *alliance.Evidence) { e.Kinds = 0 }),
		"denials speak of a claimed period":     denial(func(e *alliance.Evidence) { e.Span = alliance.Span{} }),
		"denials speak of all times":            denial(func(e *alliance.Evidence) { e.Span = ever }),
		"undated denials speak of all times":    denial(func(e *alliance.Evidence) { e.Span = spanOr(e.Span, ever) }),
		"undated denials: when published":       denial(func(e *alliance.Evidence) { e.Span = spanOr(e.Span, onDay(publicationDay(e.Source))) }),
		"dated denials end nothing":             denial(publishLongAgo),
		"later ends end nothing":                claim(publishLongAgo),
		"no denials":                            relation(dropDenials),
		"dates are exact":                       claim(func(e *alliance.Evidence) { e.From, e.To = unqualified(e.From), unqualified(e.To) }),
		"subjects live for ever":                relation(func(r *alliance.Relation) { r.Subject = &alliance.Actor{ID: r.Subject.ID} }),
		"objects live for ever":                 relation(func(r *alliance.Relation) { r.Object = &alliance.Actor{ID: r.Object.ID} }),
		"opponents live for ever":               relation(func(r *alliance.Relation) { r.Against = nil }),
		"coalitions live for ever":              relation(func(r *alliance.Relation) { r.Coalition = nil }),
		"heirs live together":                   relation(func(r *alliance.Relation) { r.Type = alliance.Leads }),
		"periods have no beginning":             seen(func(s *sight) { eachPeriod(s, func(p *alliance.Period) { p.Began = false }) }),
		"periods have no end":                   seen(func(s *sight) { eachPeriod(s, func(p *alliance.Period) { p.Ended = false }) }),
		"periods are known":                     seen(func(s *sight) { eachPeriod(s, func(p *alliance.Period) { p.Certainty = alliance.Known }) }),
		"periods have one source":               seen(func(s *sight) { eachPeriod(s, func(p *alliance.Period) { p.Sources = p.Sources[:1] }) }),
		"periods have the status of the whole":  seen(func(s *sight) { eachPeriod(s, func(p *alliance.Period) { p.Status = s.Status }) }),
		"periods have the kinds of the whole":   seen(func(s *sight) { eachPeriod(s, func(p *alliance.Period) { p.Kinds = s.Kinds }) }),
		"denied periods are gaps":               seen(func(s *sight) { s.periods = slices.DeleteFunc(s.periods, isDenied) }),
		"gaps are bridged":                      seen(bridge),
		"kinds have the status of the relation": seen(func(s *sight) { eachKind(s, func(k *alliance.KindStatus) { k.Status = s.Status }) }),
	}
}

// dateOr returns a date, or another if it is absent.
func dateOr(d, other alliance.Date) alliance.Date {
	if isAbsent(d) {
		return other
	}
	return d
}

// spanOr returns a span, or another if both of its ends are absent.
func spanOr(s, other alliance.Span) alliance.Span {
	if isAbsent(s.From) && isAbsent(s.To) {
		return other
	}
	return s
}

// onDay returns the span of a single day.
func onDay(day int) alliance.Span { return alliance.Span{From: dateOf(day), To: dateOf(day)} }

// unqualified returns a date as if it were exact.
func unqualified(d alliance.Date) alliance.Date {
	return over(strings.TrimRight(d.String(), "~?")).From
}

// publishFirst has all sources published on the first day of their dates.
func publishFirst(r *alliance.Relation) {
	for _, e := range r.Evidence {
		e.Source.Published = dateOf(daysOf(e.Source.Published).first)
	}
}

// publishLongAgo has the source of evidence with dates published before all others, though it covers what it did.
func publishLongAgo(e *alliance.Evidence) {
	if e.Span != (alliance.Span{}) && !isAbsent(e.To) {
		e.Source.Covers.To = dateOf(coveredDay(e.Source))
		e.Source.Published = day("-9999")
	}
}

// shareKinds has all claims of a relation name the kinds of each.
func shareKinds(r *alliance.Relation) {
	var kinds alliance.KindSet
	for _, e := range r.Evidence {
		if e.Stance != alliance.Denies {
			kinds |= e.Kinds
		}
	}
	for _, e := range r.Evidence {
		if e.Stance != alliance.Denies {
			e.Kinds = kinds
		}
	}
}

// dropDenials leaves only the claims.
func dropDenials(r *alliance.Relation) {
	r.Evidence = slices.DeleteFunc(r.Evidence, func(e *alliance.Evidence) bool { return e.Stance == alliance.Denies })
}

// eachPeriod changes every period.
func eachPeriod(s *sight, change func(*alliance.Period)) {
	for i := range s.periods {
		change(&s.periods[i])
	}
}

// eachKind changes every status of a kind.
func eachKind(s *sight, change func(*alliance.KindStatus)) {
	for i := range s.kindStatuses {
		change(&s.kindStatuses[i])
	}
}

// isDenied reports whether nothing is claimed of a period.
func isDenied(p alliance.Period) bool { return p.Status == alliance.Denied }

// bridge joins periods that are alike although there are days between them.
func bridge(s *sight) {
	s.periods = slices.CompactFunc(s.periods, func(a, b alliance.Period) bool {
		return a.Kinds == b.Kinds && a.Status == b.Status && a.Certainty == b.Certainty
	})
}
