package storetest

import (
	"fmt"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// A dumpedPage is a page without pointers, on which two stores must agree.
type dumpedPage struct {
	Nodes      []any
	More, Less bool
	Order      alliance.Order
	// Counts are the total, and the numbers of subjects and objects.
	Counts [3]int
}

// A dumpedFact is a relation or an event without pointers: its contents, what is derived from its evidence, and the
// evidence.
type dumpedFact struct {
	ID       string
	Says     []string
	Conflict string
	Derived  []string
	Evidence []string
}

// A view is a relation as seen by a store or by the oracle.
type view interface {
	alliance.Node
	KindStatuses() []alliance.KindStatus
	Periods() []alliance.Period
	Sign() alliance.Sign
}

var (
	_ view = (*alliance.Relation)(nil)
	_ view = sight{}
)

// dumpPage dumps the nodes of a page.
func dumpPage[T alliance.Node](page alliance.Page[T]) dumpedPage {
	flat := dumpedPage{
		More: page.HasNext, Less: page.HasPrevious, Order: page.Order, Counts: [3]int{page.Total, page.Subjects, page.Objects},
	}
	for _, node := range page.Nodes {
		flat.Nodes = append(flat.Nodes, dump(node))
	}
	return flat
}

// dump returns a thing and everything that it points at, in a form to compare and read: without pointers, and with
// empty lists instead of nil ones. It returns nil for nil.
func dump(node alliance.Node) any {
	switch n := node.(type) {
	case nil:
		return nil
	case *alliance.Relation:
		if n == nil {
			return "a nil *Relation"
		}
		return dumpedFact{n.ID, relationLines(n), conflictLine(n.Conflict),
			append(derivedLines(n, n), n.Summary()), evidenceLines(n.Evidence)}
	case sight:
		return dumpedFact{n.ID, relationLines(n.Relation), conflictLine(n.Conflict),
			append(derivedLines(n.Relation, n), n.Summary()), evidenceLines(n.Evidence)}
	case *alliance.Event:
		if n == nil {
			return "a nil *Event"
		}
		return dumpedFact{n.ID, eventLines(n), conflictLine(n.Conflict), []string{recordLine(n.Record)}, evidenceLines(n.Evidence)}
	case *alliance.Actor:
		return actorLine(n)
	case *alliance.Conflict:
		return conflictLine(n)
	case *alliance.Source:
		return sourceLine(n)
	case *alliance.Evidence:
		return evidenceLine(n)
	default:
		return fmt.Sprintf("something else: %T", node)
	}
}

// relationLines dumps what a relation is, whatever its evidence says of it.
func relationLines(r *alliance.Relation) []string {
	return []string{
		"type " + string(r.Type),
		"subject " + actorLine(r.Subject),
		"object " + actorLine(r.Object),
		"against " + actorLine(r.Against),
		"coalition " + actorLine(r.Coalition),
		fmt.Sprintf("role %q", r.Role),
	}
}

// derivedLines dumps what is derived from the evidence for a relation, as seen in v, without its summary.
func derivedLines(r *alliance.Relation, v view) []string {
	return append([]string{
		recordLine(r.Record),
		fmt.Sprintf("%s %s %s kinds %v", v.Sign(), r.Certainty, spanText(r.Span), r.KindList()),
		"kinds " + kindStatusText(v),
	}, periodLines(v)...)
}

// kindStatusText returns the statuses of the kinds of a relation, for example "WEAPONS ASSERTED, TROOPS DENIED".
func kindStatusText(v view) string {
	var texts []string
	for _, k := range v.KindStatuses() {
		texts = append(texts, fmt.Sprint(k.Kind, " ", k.Status))
	}
	return strings.Join(texts, ", ")
}

// periodLines returns the periods of a relation, for example "1990/1995 began ASSERTED KNOWN [TROOPS] by yearbook".
func periodLines(v view) []string {
	var lines []string
	for _, p := range v.Periods() {
		line := spanText(p.Span)
		if p.Began {
			line += " began"
		}
		if p.Ended {
			line += " ended"
		}
		line += fmt.Sprintf(" %s %s %v by", p.Status, p.Certainty, p.KindList())
		for _, s := range p.Sources {
			line += " " + s.ID
		}
		lines = append(lines, line)
	}
	return lines
}

// eventLines dumps an event without its conflict, record and evidence; participants and references keep their order.
func eventLines(e *alliance.Event) []string {
	lines := []string{
		fmt.Sprintf("type %s mode %q title %q description %q", e.Type, e.Mode, e.Title, e.Description),
		"span " + spanText(e.Span),
		"place none",
		fmt.Sprintf("invoked %v by %v", e.References, e.ReferencedBy),
	}
	if p := e.Place; p != nil {
		lines[2] = fmt.Sprintf("place %q country %q", p.Name, p.Country)
		if p.Point != nil {
			lines[2] += fmt.Sprint(" at ", *p.Point)
		}
	}
	for _, p := range e.Participants {
		lines = append(lines, string(p.Role)+" "+actorLine(p.Actor))
	}
	return lines
}

// evidenceLines dumps evidence in its order.
func evidenceLines(evidence []*alliance.Evidence) []string {
	lines := make([]string, len(evidence))
	for i, e := range evidence {
		lines[i] = evidenceLine(e)
	}
	return lines
}

// actorLine dumps an actor.
func actorLine(a *alliance.Actor) string {
	if a == nil {
		return "none"
	}
	line := fmt.Sprintf("%s %s %q aliases %q country %q description %q life %s obliged to %v",
		a.ID, a.Type, a.Name, a.Aliases, a.Country, a.Description, spanText(a.Span), a.ObligationList())
	for _, i := range a.Identifiers {
		line += fmt.Sprintf(" %s %q %s", i.Scheme, i.Value, spanText(i.Span))
	}
	return line
}

// conflictLine dumps a conflict.
func conflictLine(c *alliance.Conflict) string {
	if c == nil {
		return "none"
	}
	return fmt.Sprintf("%s %q description %q span %s parties %v", c.ID, c.Name, c.Description, spanText(c.Span), c.Parties)
}

// sourceLine dumps a source and the sources from which its report comes.
func sourceLine(s *alliance.Source) string {
	if s == nil {
		return "none"
	}
	return fmt.Sprintf("%s %q publisher %q published %v covers %s url %q language %q via %s",
		s.ID, s.Title, s.Publisher, s.Published, spanText(s.Covers), s.URL, s.Language, sourceLine(s.Via))
}

// evidenceLine dumps a piece of evidence with its speaker and source.
func evidenceLine(e *alliance.Evidence) string {
	if e == nil {
		return "none"
	}
	return fmt.Sprintf("%s %s %s %s %v quote %q passage %s locator %q speaker %s source %s",
		e.ID, e.Stance, e.Fact, spanText(e.Span), e.KindList(), e.Quote, passageText(e.Passage), e.Locator, actorLine(e.Speaker), sourceLine(e.Source))
}

// passageText returns where a quote stands.
func passageText(p *alliance.Passage) string {
	if p == nil {
		return "none"
	}
	return fmt.Sprintf("%q %q %q", p.Before, p.Quote, p.After)
}

// recordLine dumps a record.
func recordLine(r alliance.Record) string {
	return fmt.Sprintf("%s reported %v…%v independent %d", r.Status, r.FirstReported, r.LastReported, r.IndependentSources)
}

// spanText returns a span in the format of [over].
func spanText(s alliance.Span) string { return s.From.String() + "/" + s.To.String() }

// datasetLines dumps the description of a data set.
func datasetLines(d alliance.Dataset) []string {
	lines := []string{
		fmt.Sprintf("version %s in %s loaded at %v", d.Version, d.Store, d.LoadedAt),
		fmt.Sprintf("%+v", d.Counts),
		"span " + spanText(d.Span),
	}
	for _, c := range d.Collections {
		lines = append(lines, fmt.Sprintf("collection %q %q by %q license %q url %q covers %s",
			c.Title, c.Description, c.Authors, c.License, c.URL, spanText(c.Covers)))
	}
	for _, c := range d.Coverage {
		lines = append(lines, fmt.Sprint(c.Type, " ", spanText(c.Span)))
	}
	return lines
}

// describe dumps a data set as lines, to explain a difference.
func describe(facts *alliance.Facts) string {
	var lines []string
	for _, list := range [][]any{
		dumpPage(paginate(facts.Actors, all())).Nodes, dumpPage(paginate(facts.Sources, all())).Nodes,
		dumpPage(paginate(facts.Conflicts, all())).Nodes, dumpPage(paginate(facts.Relations, all())).Nodes,
		dumpPage(paginate(facts.Events, all())).Nodes,
	} {
		for _, node := range list {
			lines = append(lines, fmt.Sprintf("%+v", node))
		}
	}
	return strings.Join(slices.Compact(lines), "\n")
}
