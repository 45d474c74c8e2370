package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"entente/graph/alliance"
)

// summarize writes a table of the data sets that facts are from, and the number of things of each kind and type.
func summarize(w io.Writer, f *alliance.Facts) error {
	d := f.Dataset()
	evidence := slices.Collect(f.Evidence)
	t := table{tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)}
	for _, c := range d.Collections {
		fmt.Fprintf(t, "dataset\t%s\n", described(c))
	}
	t.row("actors", d.Actors, "")
	tally(t, f.Actors, alliance.ActorTypes(), func(a *alliance.Actor) alliance.ActorType { return a.Type }, nil)
	t.row("sources", d.Sources, "")
	t.row("conflicts", d.Conflicts, "")
	t.row("relations", d.Relations, statuses(f.Relations))
	tally(t, f.Relations, alliance.RelationTypes(), func(r *alliance.Relation) alliance.RelationType { return r.Type }, statuses)
	t.row("events", d.Events, statuses(f.Events))
	tally(t, f.Events, alliance.EventTypes(), func(e *alliance.Event) alliance.EventType { return e.Type }, statuses)
	t.row("evidence", d.Evidence, verified(evidence))
	tally(t, evidence, alliance.Stances(), func(e *alliance.Evidence) alliance.Stance { return e.Stance }, nil)
	fmt.Fprintf(t, "dates\t%s\n", dates(d.Span))
	fmt.Fprintf(t, "version\t%s\n", d.Version)
	return t.Flush()
}

// A table has a row for each kind of thing: its name, how many there are, and a detail.
type table struct{ *tabwriter.Writer }

// row writes a row. tabwriter returns any error from Flush.
func (t table) row(thing string, n int, detail string) {
	fmt.Fprintln(t, strings.TrimRight(fmt.Sprintf("%s\t%d\t%s", thing, n, detail), "\t"))
}

// tally writes a row for each type that occurs among the things, in the order of types. If detail is not nil, the row
// includes detail of the things of that type.
func tally[T any, K ~string](t table, things []T, types []K, typeOf func(T) K, detail func([]T) string) {
	byType := map[K][]T{}
	for _, thing := range things {
		k := typeOf(thing)
		byType[k] = append(byType[k], thing)
	}
	for _, k := range types {
		if of := byType[k]; len(of) > 0 && detail != nil {
			t.row("  "+string(k), len(of), detail(of))
		} else if len(of) > 0 {
			t.row("  "+string(k), len(of), "")
		}
	}
}

// statuses returns the number of facts with each status, such as 7 asserted, 1 denied.
func statuses[F alliance.Fact](list []F) string {
	counts := map[alliance.Status]int{}
	for _, f := range list {
		switch f := any(f).(type) {
		case *alliance.Relation:
			counts[f.Status]++
		case *alliance.Event:
			counts[f.Status]++
		}
	}
	var parts []string
	for _, s := range alliance.Statuses() {
		if n := counts[s]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, strings.ToLower(string(s))))
		}
	}
	return strings.Join(parts, ", ")
}

// verified returns how many of the quotes are verified, "" if none is.
func verified(evidence []*alliance.Evidence) string {
	quotes, verified := 0, 0
	for _, e := range evidence {
		if e.Quote != "" {
			quotes++
		}
		if e.Verified() {
			verified++
		}
	}
	if verified == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %s verified", verified, count(quotes, "quote"))
}

// described returns the title of a data set and the time that it covers.
func described(c alliance.Collection) string {
	title := cmp.Or(string(c.Title), "without a title")
	if (c.Covers == alliance.Span{}) {
		return title
	}
	return title + ", covers " + dates(c.Covers)
}

// dates returns the time that a data set spans.
func dates(s alliance.Span) string {
	if s.From.IsZero() && s.To.IsZero() {
		return "none"
	}
	return cmp.Or(s.From.String(), "…") + " to " + cmp.Or(s.To.String(), "…")
}
